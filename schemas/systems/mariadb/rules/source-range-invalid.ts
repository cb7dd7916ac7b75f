import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { invalidRanges, rangesWithHostBits } from '../../../vocabulary/sourceRanges.ts';
import { code } from '../sources.ts';

/** Networks that may reach a load balancer. */
export const sourceRangeInvalid: Rule = {
  id: 'mariadb/source-range-invalid',
  severity: 'error',
  kinds: ['MariaDB', 'MaxScale'],
  help: `\`loadBalancerSourceRanges\` lists networks as in \`10.0.0.0/8\`; a single address has \`/32\`, or \`/128\`, behind it. With anything else
the API server refuses the Service that the operator makes, and nothing after it is made either. From Kubernetes 1.36 on it also
refuses bits behind the prefix, as in \`10.0.0.1/8\`.`,
  source: code('pkg/builder/service_builder.go', 84),
  *check({ spec }) {
    for (const field of services) {
      const list = spec.at(field, 'loadBalancerSourceRanges');
      yield* invalidRanges(list, (range, problem) => say`"${range}" ${problem}, so the Service is refused.`);
      yield* rangesWithHostBits(list);
    }
  },
};

const services = ['service', 'primaryService', 'secondaryService', 'kubernetesService', 'guiKubernetesService'];
