import type { Finding, Rule, RuleContext } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { neededSecret, secretsWithCredentials } from '../databaseSecret.ts';
import type { NeededSecret } from '../databaseSecret.ts';
import { resultKinds, resultSettings, targetNamespace } from '../settings.ts';

/**
 * The operator waits for the Secret with the credentials. Most people keep Secrets out of their files, so its mere
 * absence says nothing: only a Secret that looks like the one meant does.
 */
export const dbSecretMissing: Rule = {
  id: 'tekton-results/db-secret-missing',
  severity: 'information',
  kinds: resultKinds,
  help: `With an external database, or with \`db_secret_name\`, the Secret with user and password has to be in the target
namespace before, or the object stays at "secret is missing". It is \`tekton-results-postgres\` unless \`db_secret_name\`
says otherwise. Here a Secret with such keys exists, but under another name or in another namespace.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/tektonresult.go#L200',
  wholeOnly: true,
  *check(context) {
    const secret = neededSecret(context);
    const { resource, workspace } = context;
    if (!secret || workspace.declares('Secret', secret.name, targetNamespace(resource) ?? '')) return;
    const elsewhere = inOtherNamespace(context, secret);
    if (elsewhere) yield elsewhere;
    else yield* underOtherName(context, secret);
  },
};

function inOtherNamespace(context: RuleContext, { name, because }: NeededSecret): Finding | undefined {
  const [found] = context.workspace.find('Secret', name, '');
  if (!found) return undefined;
  const { namespace } = found.resource.identity;
  return {
    node: because,
    message: say`Secret "${name}" is in namespace "${namespace}", but the operator waits for it in "${targetNamespace(context.resource) ?? ''}".`,
    related: [{ node: found.resource.root.at('metadata', 'namespace'), message: say`Its namespace` }],
  };
}

function* underOtherName(context: RuleContext, { name, because }: NeededSecret): Iterable<Finding> {
  const named = resultSettings(context.resource).at('db_secret_name');
  const candidates = secretsWithCredentials(context).map(({ resource }) => resource.identity.name);
  const [only] = candidates;
  if (candidates.length !== 1 || !only) return;
  yield {
    node: because,
    message: say`The operator waits for Secret "${name}"; the credentials here are in "${only}": name it in \`db_secret_name\`.`,
    fixes: [
      { title: say`Set \`db_secret_name: ${only}\``, edits: [{ do: 'set', node: named, value: only }], safe: false },
    ],
  };
}
