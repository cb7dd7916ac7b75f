import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isHidden, mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isStandby, preparedDatabases } from '../naming.ts';

/** Events are taken from a database of this cluster. */
export const streamDatabaseMissing: Rule = {
  id: 'zalando/stream-database-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A stream reads the outbox tables of a database of this cluster. For a database that is not there the operator writes "does not
exist in the cluster" into its log and goes on: no slot, no publication, no events. Name one of \`databases\` or \`preparedDatabases\`, or
add it there; one that was made by hand is found as well.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/streams.go#L398',
  wholeOnly: true,
  *check({ spec, resource }) {
    if (isStandby(spec) || mayHoldMore(spec.at('databases')) || mayHoldMore(spec.at('preparedDatabases'))) return;
    const names = [
      'postgres',
      ...[...spec.at('databases').entries(), ...preparedDatabases(spec, resource.identity.name)].map(([name]) => name),
    ];
    for (const stream of spec.at('streams').items()) {
      const node = stream.at('database');
      const name = textOf(node);
      if (!name || name.includes('${') || isHidden(node) || names.includes(name)) continue;
      const meant = nearestName(name, names);
      yield {
        node,
        message: say`No events come from "${name}": neither \`databases\` nor \`preparedDatabases\` has a database of this name.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
      };
    }
  },
};
