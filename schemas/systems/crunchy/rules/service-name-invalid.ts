import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem, toDnsName } from '../../../vocabulary/dns.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The name of a Service. */
export const serviceNameInvalid: Rule = {
  id: 'crunchy/service-name-invalid',
  severity: 'error',
  kinds: ['PGAdmin'],
  help: `\`serviceName\` becomes the name of a Service. Kubernetes refuses one that is no DNS label (lower-case letters, digits and
dashes, 63 at most), and pgAdmin cannot be reached by a name. Only the operator's log says so.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/standalone_pgadmin/service.go#L99',
  *check({ spec }) {
    const node = spec.at('serviceName');
    const name = textOf(node);
    const problem =
      name === undefined || name === '' || name.includes('${') ? undefined : dnsNameProblem(name, 'label');
    if (name === undefined || problem === undefined) return;
    const value = toDnsName(name, 'label');
    yield {
      node,
      message: say`\`serviceName\` ${problem}: there will be no Service.`,
      fixes:
        value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
