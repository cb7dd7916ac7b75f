import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** Stores that only speak S3 often have no keys to encrypt with. */
export const encryptionWithEndpoint: Rule = {
  id: 'zalando/encryption-with-endpoint',
  severity: 'information',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `\`logical_backup_s3_sse\` asks the store to encrypt what it keeps. AWS does; a store of your own (\`logical_backup_s3_endpoint\`)
refuses the upload unless keys are set up there: "Server side encryption specified but KMS is not configured". Then no backup is kept,
and only the Job's log says so. Leave the setting out if you are not sure.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#logical-backup',
  since: '1.3',
  *check({ resource }) {
    const backup = configurationOf(resource).at('logical_backup');
    const node = backup.at('logical_backup_s3_sse');
    const endpoint = textOf(backup.at('logical_backup_s3_endpoint'));
    if (!textOf(node) || !endpoint || endpoint.includes('${') || /\.amazonaws\.com/.test(endpoint)) return;
    yield {
      node,
      mark: 'key',
      message: say`Uploads fail unless the store has keys to encrypt with: many that are not AWS have none.`,
      fixes: [{ title: say`Remove \`logical_backup_s3_sse\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
