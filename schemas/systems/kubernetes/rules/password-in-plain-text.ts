import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isCredentialVariable, isNoCredential } from '../../../vocabulary/credentialVariables.ts';
import { toDnsName } from '../../../vocabulary/dns.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** A password in a manifest is no secret. Its value is not shown. */
export const passwordInPlainText: Rule = {
  id: 'kubernetes/password-in-plain-text',
  severity: 'warning',
  kinds: workloadKinds,
  help: `Everybody who may read the pod or the repository reads this password or key: \`kubectl describe\` shows it. Put it into a
Secret and take it from there with \`valueFrom.secretKeyRef\`. Changing the variable does not change the password of a
database that exists; that takes \`ALTER ROLE\`.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec)) {
      for (const item of container.at('env').items()) {
        const name = knownName(item.at('name'));
        const node = item.at('value');
        const value = knownName(node);
        if (name === undefined || value === undefined || !isCredentialVariable(name) || isNoCredential(value)) continue;
        yield {
          node,
          message: say`What \`${name}\` holds stands here in plain text, for everybody who may read the pod: take it from a Secret.`,
          fixes: [fromSecret(item, name, resource.identity.name)],
        };
      }
    }
  },
};

/** Nothing takes the value over: who has read it knows it, and a Secret beside it would show it as well. */
function fromSecret(item: ManifestNode, key: string, workload: string): Fix {
  const name = toDnsName(`${workload}-credentials`, 'subdomain') ?? 'credentials';
  return {
    title: say`Take it from Secret "${name}"`,
    edits: [
      { do: 'remove', node: item.at('value') },
      { do: 'set', node: item.at('valueFrom'), value: { secretKeyRef: { name, key } } },
    ],
    safe: false,
  };
}
