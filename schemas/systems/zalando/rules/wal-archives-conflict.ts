import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** One place for WAL. */
export const walArchivesConflict: Rule = {
  id: 'zalando/wal-archives-conflict',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `Each of \`wal_s3_bucket\`, \`wal_gs_bucket\` and \`wal_az_storage_account\` says where WAL and base backups of all clusters go. The
pods get all that are set and archive to one of them, while clones are looked for in the first of this order. Keep the one that you
restore from.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1076',
  *check({ resource }) {
    const cloud = configurationOf(resource).at('aws_or_gcp');
    const set = ['wal_s3_bucket', 'wal_gs_bucket', 'wal_az_storage_account']
      .map((field) => cloud.at(field))
      .filter((node) => textOf(node) && !isHidden(node));
    const [first, ...others] = set;
    if (!first) return;
    for (const node of others) {
      yield {
        node,
        mark: 'key',
        message: say`WAL has two places, of which one is used: keep \`${String(first.path.at(-1))}\` or this.`,
        fixes: [{ title: say`Remove \`${String(node.path.at(-1))}\``, edits: [{ do: 'remove', node }], safe: false }],
        related: [{ node: first, message: say`The other place` }],
      };
    }
  },
};
