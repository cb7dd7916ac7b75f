import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { logsType } from '../logs.ts';
import { databaseSecret } from '../naming.ts';
import { findNearby, resultKinds, resultSettings } from '../settings.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/**
 * `secret_name` is read for logs on S3 alone, and somebody who has none most likely meant the database. The Secret that the
 * database uses anyway does no harm there.
 */
export const secretNameWithoutStorage: Rule = {
  id: 'tekton-results/secret-name-without-storage',
  severity: 'information',
  kinds: resultKinds,
  help: `\`secret_name\` is the Secret with access to an S3 bucket for logs. Here no logs are kept on S3, and the database is one of your own:
its user and password come from Secret \`tekton-results-postgres\`, or from the one that \`db_secret_name\` names (operator 0.76). If this
Secret is meant for the database, write \`db_secret_name\`.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L529',
  wholeOnly: true,
  *check(context) {
    const { resource, version } = context;
    const settings = resultSettings(resource);
    const node = settings.at('secret_name');
    const name = textOf(node);
    const named = settings.at('db_secret_name');
    if (!name || name === databaseSecret || isWritten(named) || !isTrue(settings.at('is_external_db'))) return;
    const type = logsType(resource);
    if (type === undefined || type === 'S3' || /s3|aws|minio|bucket|storage|log/i.test(name)) return;
    // What is in a Secret of the workspace says what it is for.
    if (findNearby(context, 'Secret', name).length > 0) return;
    const canName = version === undefined || !isBefore(version, '0.76');
    yield {
      node,
      message: say`Nothing reads "${name}": \`secret_name\` is for logs on S3, and the database takes "${databaseSecret}".`,
      fixes: canName
        ? [
            {
              title: say`Call it \`db_secret_name\``,
              edits: [{ do: 'rename', node, key: 'db_secret_name' }],
              safe: false,
            },
          ]
        : [],
    };
  },
};
