import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Settings of Patroni that have a field of their own. */
export const patroniSettingIgnored: Rule = {
  id: 'crunchy/patroni-setting-ignored',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator sets \`ttl\` and \`loop_wait\` from \`leaderLeaseDurationSeconds\` and \`syncPeriodSeconds\`, 30 and 10 unless
written, and turns \`use_pg_rewind\` on. What \`dynamicConfiguration\` says about them does nothing. Use the fields.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/patroni/config.go#L222',
  *check({ spec }): Iterable<Finding> {
    const patroni = spec.at('patroni');
    const top = patroni.at('dynamicConfiguration');
    yield* moved(top.at('ttl'), patroni.at('leaderLeaseDurationSeconds'), 'leaderLeaseDurationSeconds', 3);
    yield* moved(top.at('loop_wait'), patroni.at('syncPeriodSeconds'), 'syncPeriodSeconds', 1);
    const node = top.at('postgresql', 'use_pg_rewind');
    if (node.value === undefined || node.value === true) return;
    yield {
      node,
      mark: 'key',
      message: say`\`use_pg_rewind\` does nothing here: the operator turns it on. Remove it.`,
      fixes: [{ title: say`Remove \`use_pg_rewind\``, edits: [{ do: 'remove', node }] }],
    };
  },
};

function* moved(node: ManifestNode, field: ManifestNode, name: string, least: number): Iterable<Finding> {
  if (node.kind === 'missing') return;
  const key = String(node.path.at(-1));
  const value = numberOf(node);
  const fits = value !== undefined && Number.isInteger(value) && value >= least && field.kind === 'missing';
  yield {
    node,
    mark: 'key',
    message: say`\`${key}\` does nothing here: \`patroni.${name}\` sets it.`,
    fixes: [
      ...(fits
        ? [
            {
              title: say`Set \`${name}\` instead`,
              edits: [
                { do: 'remove' as const, node },
                { do: 'set' as const, node: field, value },
              ],
              safe: false as const,
            },
          ]
        : []),
      { title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }] },
    ],
  };
}
