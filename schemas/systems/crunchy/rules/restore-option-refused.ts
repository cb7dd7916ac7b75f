import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isTrue, textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Options that are the operator's own. */
export const restoreOptionRefused: Rule = {
  id: 'crunchy/restore-option-refused',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `The operator sets \`--repo\`, \`--stanza\`, \`--pg1-path\`, \`--target-action\` and \`--link-map\` itself. With one of them
in the options of a restore it restores nothing, makes no instance, and the event says \`InvalidDataSource\`. In the options of
a backup on demand only \`--repo\` is refused (\`InvalidManualBackup\`). Use \`repoName\`, and take the option out.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L1205',
  *check({ spec }): Iterable<Finding> {
    yield* refused(spec.at('dataSource', 'postgresCluster', 'options'), restoreOptions);
    yield* refused(spec.at('dataSource', 'pgbackrest', 'options'), restoreOptions);
    const pgBackRest = spec.at('backups', 'pgbackrest');
    const restore = pgBackRest.at('restore');
    const severity = 'warning';
    if (isTrue(restore.at('enabled'))) {
      for (const finding of refused(restore.at('options'), restoreOptions)) yield { ...finding, severity };
    }
    for (const finding of refused(pgBackRest.at('manual', 'options'), /--repo(?=[ =])/)) yield { ...finding, severity };
  },
};

/** The option alone, or with its value. */
const restoreOptions = /--(?:repo|stanza|pg1-path|target-action|link-map)(?![^ =])/;

function* refused(list: ManifestNode, pattern: RegExp): Iterable<Finding> {
  for (const [text, node] of textItems(list)) {
    const option = pattern.exec(text)?.[0];
    if (option === undefined) continue;
    const isAll = /^--[^ =]+(?:[ =]\S*)?$/.test(text.trim());
    yield {
      node,
      message:
        option === '--repo'
          ? say`The operator refuses \`--repo\` here and does nothing: \`repoName\` says which repository.`
          : say`The operator sets \`${option}\` itself and does nothing while it stands here: remove it.`,
      fixes: isAll ? [{ title: say`Remove \`${option}\``, edits: [{ do: 'remove', node }], safe: false }] : [],
    };
  }
}
