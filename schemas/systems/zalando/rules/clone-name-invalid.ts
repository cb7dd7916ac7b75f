import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem } from '../../../vocabulary/dns.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A running cluster is copied through its Service. */
export const cloneNameInvalid: Rule = {
  id: 'zalando/clone-name-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Without \`timestamp\` the operator copies the cluster that runs behind the Service of this name. It refuses the manifest as a
whole (\`CreateFailed\`) if the name is none for a Service: lower-case letters, digits and hyphens, a letter in front, 63 characters at
most. A host name is none either: the source has to be a cluster of the same namespace.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/util.go#L72',
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('clone', 'cluster');
    const time = spec.at('clone', 'timestamp');
    const name = textOf(node);
    if (!name || textOf(time) || isHidden(time)) return;
    const problem = dnsNameProblem(name, 'service');
    if (!problem) return;
    yield {
      node,
      message: say`The manifest is refused: "${name}" is no cluster to copy from, because the name ${problem}.`,
    };
  },
};
