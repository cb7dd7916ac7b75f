import type { Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Parameters that Patroni and Spilo set for their own needs. */
export const parameterControlled: Rule = {
  id: 'zalando/parameter-controlled',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Patroni passes some parameters to Postgres on its command line, so what the manifest says about them is
ignored: \`listen_addresses\`, \`port\`, \`cluster_name\`, \`hot_standby\` and where the files are. Others are the
image's tools: archiving goes through WAL-G, and backups, clones and point-in-time recovery need it. Use the fields
of the manifest instead (\`clone\`, \`standby\`, backups), and remove the parameter.`,
  source: 'https://patroni.readthedocs.io/en/latest/patroni_configuration.html',
  *check({ spec }) {
    for (const [name, node] of spec.at('postgresql', 'parameters').entries()) {
      const found = controlled.get(name);
      const value = textOf(node);
      if (!found || value === undefined || found.harmless?.includes(value.toLowerCase())) continue;
      yield {
        node,
        mark: 'key',
        message: say`Parameter \`${name}\` ${found.why}.`,
        fixes: [
          {
            title: say`Remove \`${name}\``,
            edits: [{ do: 'remove', node }],
            ...(found.ignored ? {} : { safe: false }),
          },
        ],
      };
    }
  },
};

interface Controlled {
  readonly why: Said;
  /** The manifest's value does not count, so that removing it changes nothing. */
  readonly ignored?: true;
  /** Values that are what it is anyway. */
  readonly harmless?: readonly string[];
}

const ignored = say`is ignored: Patroni sets it itself`;
const yes: readonly string[] = ['on', 'true', 'yes', '1'];

const controlled: ReadonlyMap<string, Controlled> = new Map(
  Object.entries<Controlled>({
    listen_addresses: { why: ignored, ignored: true, harmless: ['*'] },
    port: { why: ignored, ignored: true, harmless: ['5432'] },
    cluster_name: { why: ignored, ignored: true },
    hot_standby: { why: ignored, ignored: true, harmless: yes },
    primary_conninfo: { why: say`is ignored: Patroni sets it itself, from the current leader`, ignored: true },
    archive_mode: {
      why: say`switches off the archive that backups, clones and point-in-time recovery need`,
      harmless: [...yes, 'always'],
    },
    archive_command: {
      why: say`takes the place of the archiving that backups, clones and point-in-time recovery need`,
    },
    unix_socket_directories: {
      why: say`moves the socket through which Patroni and the tools of the image come`,
      harmless: ['/var/run/postgresql', '/run/postgresql'],
    },
    data_directory: { why: say`moves the data away from the volume that Patroni manages` },
    hba_file: { why: say`takes the access rules away from Patroni: \`patroni.pg_hba\` has no effect then` },
  }),
);
