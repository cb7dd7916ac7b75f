import { postgresServer } from '../../vocabulary/postgresServer.ts';
import { textOf } from '../../vocabulary/read.ts';

/** The Postgres of a cluster, upgraded by a higher version in its manifest. */
export const zalandoPostgres = postgresServer({
  kinds: ['postgresql'],
  versionIn({ root }) {
    const node = root.at('spec', 'postgresql', 'version');
    const version = textOf(node);
    return version !== undefined && /^\d+(?:\.\d+)?$/.test(version)
      ? { version, node, write: (next) => next }
      : undefined;
  },
  parameters: ({ root }) => root.at('spec', 'postgresql', 'parameters'),
  extensions: ({ root }) =>
    root
      .at('spec', 'preparedDatabases')
      .entries()
      .flatMap(([, database]) => database.at('extensions').entries()),
});
