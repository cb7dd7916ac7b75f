import type { Edit, Fix, Rule, RuleContext } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { neededSecret } from '../databaseSecret.ts';
import type { NeededSecret } from '../databaseSecret.ts';
import { resultKinds, resultSettings } from '../settings.ts';
import { keysNamed } from '../volumes.ts';

/** API and retention agent take user and password by key. */
export const dbSecretKeyMissing: Rule = {
  id: 'tekton-results/db-secret-key-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `The containers take user and password from two keys of the Secret: \`POSTGRES_USER\` and \`POSTGRES_PASSWORD\`, or
those that \`db_secret_user_key\` and \`db_secret_password_key\` name. A key that does not exist leaves the pods in
CreateContainerConfigError. Add the key to the Secret, or name the ones that it has; for that \`db_secret_name\` must be
written too.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L607',
  *check(context) {
    const secret = neededSecret(context);
    const present = secret && keysNamed(context, 'Secret', secret.name);
    if (!secret || !present) return;
    const settings = resultSettings(context.resource);
    for (const { key, field } of secret.keys) {
      if (present.includes(key)) continue;
      const written = settings.at(field);
      const node = isWritten(written) && isWritten(settings.at('db_secret_name')) ? written : secret.because;
      yield {
        node,
        message: say`Secret "${secret.name}" has no key "${key}", so the pods do not start.`,
        fixes: fixesFor(context, secret, field, present),
      };
    }
  },
};

function fixesFor(
  { resource }: RuleContext,
  secret: NeededSecret,
  field: NeededSecret['keys'][number]['field'],
  present: readonly string[],
): Fix[] {
  const settings = resultSettings(resource);
  const wanted = field === 'db_secret_user_key' ? /user/i : /pass/i;
  const candidates = present.filter((key) => wanted.test(key));
  const name = settings.at('db_secret_name');
  return candidates.slice(0, 3).map((key) => {
    const edits: Edit[] = [{ do: 'set', node: settings.at(field), value: key }];
    if (!isWritten(name)) edits.unshift({ do: 'set', node: name, value: secret.name });
    return { title: say`Use key "${key}"`, edits, safe: false };
  });
}
