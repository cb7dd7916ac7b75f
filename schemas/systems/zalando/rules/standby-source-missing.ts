import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** A standby that is told no source is refused. */
export const standbySourceMissing: Rule = {
  id: 'zalando/standby-source-missing',
  severity: 'error',
  kinds: ['postgresql'],
  help: `\`standby\` needs a source to follow: a running primary (\`standby_host\`, with \`standby_port\` if it is not 5432) or its
archive (\`s3_wal_path\` or \`gs_wal_path\`). Without one the API server refuses the cluster. Operators before 1.8 know
\`s3_wal_path\` only. For a cluster of its own leave out the whole section, \`standby: {}\` too.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#setting-up-a-standby-cluster',
  wholeOnly: true,
  *check({ spec, version }) {
    const standby = spec.at('standby');
    if (standby.kind !== 'map') return;
    const names = standby.entries().map(([name]) => name);
    if (names.some((name) => name.includes('${') || sources.includes(name))) return;
    const onlyArchive = version !== undefined && isBefore(version, '1.8');
    const host = standby.at('standby_host');
    const archive = standby.at('s3_wal_path');
    yield {
      node: standby,
      mark: 'key',
      message: onlyArchive
        ? say`A cluster with \`standby\` is refused unless it says what to follow: add \`s3_wal_path\`.`
        : say`A cluster with \`standby\` is refused unless it says what to follow: add \`standby_host\`, \`s3_wal_path\` or \`gs_wal_path\`.`,
      fixes: [
        ...(onlyArchive
          ? []
          : [
              {
                title: say`Add a \`standby_host\` to fill in`,
                edits: [{ do: 'set' as const, node: host, value: 'source-cluster.namespace' }],
                safe: false as const,
              },
            ]),
        {
          title: say`Add a \`s3_wal_path\` to fill in`,
          edits: [{ do: 'set', node: archive, value: 's3://bucket/spilo/source-cluster/uid/wal/17' }],
          safe: false,
        },
        { title: say`Remove \`standby\``, edits: [{ do: 'remove', node: standby }], safe: false },
      ],
    };
  },
};

const sources = ['standby_host', 's3_wal_path', 'gs_wal_path'];
