import { postgresServer } from '../../vocabulary/postgresServer.ts';

/** The Postgres of a cluster, upgraded by a `PGUpgrade`, after which the manifest names the new version. */
export const crunchyPostgres = postgresServer({
  kinds: ['PostgresCluster'],
  versionIn({ root }) {
    const node = root.at('spec', 'postgresVersion');
    return typeof node.value === 'number' ? { version: String(node.value), node, write: (next) => next } : undefined;
  },
  parameters: ({ root }) => {
    const config = root.at('spec', 'config', 'parameters');
    return config.kind === 'missing'
      ? root.at('spec', 'patroni', 'dynamicConfiguration', 'postgresql', 'parameters')
      : config;
  },
});
