import type { Finding, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** Labels by which the operator finds its objects. */
export const labelControlled: Rule = {
  id: 'crunchy/label-controlled',
  severity: 'warning',
  kinds: ['PostgresCluster', 'PGAdmin', 'PGUpgrade'],
  help: `Labels that begin with \`postgres-operator.crunchydata.com/\` are the operator's: by them it finds what it has made. It
writes its own over those of a manifest, in silence. Use a prefix of your own.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/naming/labels.go#L11',
  *check({ spec }): Iterable<Finding> {
    const pgBackRest = spec.at('backups', 'pgbackrest');
    const parts = [spec, pgBackRest, spec.at('proxy', 'pgBouncer'), ...spec.at('instances').items()];
    for (const part of parts) {
      for (const [key, node] of part.at('metadata', 'labels').entries()) {
        const name = key.startsWith(`${group}/`) ? key.slice(group.length + 1) : '';
        if (!controlled.has(name)) continue;
        yield {
          node,
          mark: 'key',
          message: say`The operator writes its own value over \`${key}\`: remove it.`,
          fixes: [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }] }],
        };
      }
    }
  },
};

const controlled: ReadonlySet<string> = new Set([
  ...['cluster', 'instance', 'instance-set', 'patroni', 'role', 'data', 'pguser', 'pgbackrest', 'pgbackrest-repo'],
  ...['pgbackrest-backup', 'pgbackrest-config', 'pgbackrest-dedicated', 'pgbackrest-volume', 'pgbackrest-cronjob'],
  ...['pgbackrest-restore', 'pgadmin', 'pgupgrade'],
]);
