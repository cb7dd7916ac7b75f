import type { Fix, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseSecret } from '../naming.ts';
import { findNearby, keysOf, resultKinds, resultSettings } from '../settings.ts';

/**
 * `secret_name` is for S3. The Secret that the database uses anyway does no harm there, and distributions of Tekton
 * show it so in their manuals: no word about that one.
 */
export const secretNameForDatabase: Rule = {
  id: 'tekton-results/secret-name-for-database',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`secret_name\` is the Secret with access to S3, from which only keys beginning with \`S3_\` are read. User and
password of the database come from \`tekton-results-postgres\`, or from the Secret that \`db_secret_name\` names; so
credentials in the one named here are not used. Write \`db_secret_name\`.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L529',
  *check(context) {
    const settings = resultSettings(context.resource);
    const node = settings.at('secret_name');
    const name = textOf(node);
    const named = settings.at('db_secret_name');
    if (!name || name === databaseSecret || named.value === name) return;
    const keys = findNearby(context, 'Secret', name).map(({ resource }) => keysOf(resource) ?? ['S3_?']);
    if (keys.length === 0 || !keys.every(isForDatabase)) return;
    const fix: Fix = {
      title: say`Call it \`db_secret_name\``,
      edits: [{ do: 'rename', node, key: 'db_secret_name' }],
      safe: false,
    };
    yield {
      node,
      message: say`Secret "${name}" holds credentials of the database, but \`secret_name\` is read for S3 only: use \`db_secret_name\`.`,
      fixes: isWritten(named) ? [] : [fix],
    };
  },
};

function isForDatabase(keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith('POSTGRES_')) && !keys.some((key) => key.startsWith('S3_'));
}
