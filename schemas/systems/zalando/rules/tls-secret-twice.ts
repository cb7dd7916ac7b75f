import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Two volumes with the name of one Secret are one too many. */
export const tlsSecretTwice: Rule = {
  id: 'zalando/tls-secret-twice',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator makes one volume for \`secretName\` and one for \`caSecretName\`, each named after its Secret.
If both are the same Secret, Kubernetes refuses the StatefulSet because of the double name. Leave \`caSecretName\`
out: \`caFile\` is then taken from \`secretName\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1593',
  *check({ spec }) {
    const tls = spec.at('tls');
    const node = tls.at('caSecretName');
    const name = textOf(node);
    if (!name || name !== textOf(tls.at('secretName')) || !textOf(tls.at('caFile'))) return;
    yield {
      node,
      message: say`\`tls.caSecretName\` is the same Secret as \`secretName\`: the pod gets two volumes of one name and is refused.`,
      fixes: [{ title: say`Remove \`caSecretName\``, edits: [{ do: 'remove', node }] }],
      related: [{ node: tls.at('secretName'), message: say`The same Secret is named here.` }],
    };
  },
};
