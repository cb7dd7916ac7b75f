import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The extension stays in the databases when its library goes. */
export const postgisRemoved: Rule = {
  id: 'crunchy/postgis-removed',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator creates PostGIS in all databases and never drops it. Without \`postGISVersion\` it takes an image that
has no library for it: queries that need it then fail. Drop the extension in all databases first, or leave the field.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/postgres.go#L392',
  wholeOnly: true,
  *check({ spec, previous }) {
    const node = spec.at('postGISVersion');
    const was = previous && textOf(previous.root.at('spec', 'postGISVersion'));
    if (!was || node.kind !== 'missing' || isWritten(spec.at('image'))) return;
    yield {
      node,
      message: say`PostGIS ${was} was there when last committed: its extension stays in the databases, and its library goes. Keep \`postGISVersion\`.`,
      fixes: [{ title: say`Restore \`postGISVersion\``, edits: [{ do: 'set', node, value: was }], safe: false }],
    };
  },
};
