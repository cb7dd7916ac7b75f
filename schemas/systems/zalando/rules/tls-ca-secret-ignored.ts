import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The CA Secret is mounted only if a file in it is named. */
export const tlsCaSecretIgnored: Rule = {
  id: 'zalando/tls-ca-secret-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator looks at \`caSecretName\` only if \`caFile\` says which file of it to use. Without \`caFile\`
the Secret is not mounted, and Postgres does not know the CA. Usually the file is \`ca.crt\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1580',
  wholeOnly: true,
  *check({ spec }) {
    const tls = spec.at('tls');
    const node = tls.at('caSecretName');
    const file = tls.at('caFile');
    if (!textOf(node) || !textOf(tls.at('secretName')) || textOf(file) || isPlaceholder(file)) return;
    yield {
      node,
      mark: 'key',
      message: say`\`tls.caSecretName\` is ignored: \`caFile\` does not say which file of the Secret to use.`,
      fixes: [{ title: say`Add \`caFile: ca.crt\``, edits: [{ do: 'set', node: file, value: 'ca.crt' }], safe: false }],
    };
  },
};
