import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { claimsOf } from '../parts.ts';

/** The limit is where a volume stops growing. */
export const volumeRequestOverLimit: Rule = {
  id: 'crunchy/volume-request-over-limit',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`limits.storage\` says how far the operator may enlarge the volume. A request above it is cut to the limit, with the
event \`VolumeRequestOverLimit\`, so the volume is smaller than the manifest says. Raise the limit, or take it out.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/autogrow.go#L148',
  *check({ spec }) {
    for (const { node: claim, grows } of claimsOf(spec)) {
      const node = claim.at('resources', 'requests', 'storage');
      const limit = claim.at('resources', 'limits', 'storage');
      const [asked, most] = [quantityOf(node.value), quantityOf(limit.value)];
      if (!grows || !asked || !most || most.nanos === 0n || compareQuantities(asked, most) <= 0) continue;
      yield {
        node,
        message: say`The volume gets ${String(limit.value)}, its limit, and not ${String(node.value)}: raise the limit.`,
        fixes: [
          {
            title: say`Raise the limit to "${String(node.value)}"`,
            edits: [
              { do: 'set', node: limit, value: typeof node.value === 'number' ? node.value : String(node.value) },
            ],
            safe: false,
          },
        ],
        related: [{ node: limit, message: say`The limit is here.` }],
      };
    }
  },
};
