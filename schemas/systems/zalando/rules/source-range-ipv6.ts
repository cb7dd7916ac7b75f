import type { Rule } from '../../../contract/index.ts';
import { parseCidr } from '../../../vocabulary/cidr.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** IPv6 ranges came with 2.0. */
export const sourceRangeIpv6: Rule = {
  id: 'zalando/source-range-ipv6',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Before operator 2.0 the items of \`allowedSourceRanges\` are IPv4 networks only, and the API server refuses a cluster with
an IPv6 one. Upgrade the operator together with its CRDs, or leave the range out. Nothing is reported as long as the
operator's version is unknown.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v1.15.1/manifests/postgresql.crd.yaml#L109',
  until: '2.0',
  *check({ spec, version }) {
    if (version === undefined) return;
    for (const [range, node] of textItems(spec.at('allowedSourceRanges'))) {
      if (parseCidr(range)?.family !== 6) continue;
      yield {
        node,
        message: say`Operator ${version} refuses the cluster: IPv6 in \`allowedSourceRanges\` is known from 2.0 on. Upgrade it, or leave "${range}" out.`,
        fixes: [{ title: say`Remove "${range}"`, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
