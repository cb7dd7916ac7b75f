import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem, MAX_DNS_NAME, toDnsName } from '../../../vocabulary/dns.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The cluster's name is also that of its Service, so it has to be a DNS-1035 label. */
export const clusterNameInvalid: Rule = {
  id: 'zalando/cluster-name-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator gives the cluster's name to a Service. Kubernetes wants such a name to hold nothing but lower-case letters,
digits and hyphens; it takes dots for most other resources, so the cluster itself may be accepted and only then stop half-way.
Older Kubernetes also wants a letter in front. Use hyphens where you would put a dot or an underscore.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/const.go#L18',
  *check({ root }) {
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    if (!name || name.length > MAX_DNS_NAME.service) return;
    const problem = dnsNameProblem(name, 'service');
    if (!problem) return;
    const repaired = toDnsName(name, 'service');
    // Kubernetes 1.36 takes a digit in front of a Service's name, older versions do not.
    const isOnlyOlder = dnsNameProblem(name, 'label') === undefined;
    yield {
      node,
      ...(isOnlyOlder ? { severity: 'information' as const } : {}),
      message: isOnlyOlder
        ? say`Older Kubernetes creates no Service for cluster "${name}": its name ${problem}.`
        : say`No Service can be created for cluster "${name}": its name ${problem}.`,
      fixes: repaired
        ? [{ title: say`Rename to "${repaired}"`, edits: [{ do: 'set', node, value: repaired }], safe: false }]
        : [],
    };
  },
};
