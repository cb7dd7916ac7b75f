import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** A bucket is its name, without a scheme or a path. */
export const bucketWithScheme: Rule = {
  id: 'zalando/bucket-with-scheme',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The pods make an address of the bucket's name: they put \`s3://\` or \`gs://\` in front and the path of the cluster behind it. With
a scheme in the name the address is none, and nothing is archived or backed up; only the logs of the pods say so. Write the name alone.`,
  source: 'https://github.com/zalando/spilo/blob/master/postgres-appliance/scripts/configure_spilo.py',
  *check({ resource }) {
    const configuration = configurationOf(resource);
    for (const [section, field] of fields) {
      const node = configuration.at(section, field);
      const [, name] = /^[a-z0-9]+:\/\/([a-z0-9][a-z0-9._-]*)\/*$/.exec(textOf(node) ?? '') ?? [];
      if (name === undefined) continue;
      yield {
        node,
        message: say`Nothing gets into this bucket: \`${field}\` is the name alone, without a scheme.`,
        fixes: [{ title: say`Write "${name}"`, edits: [{ do: 'set', node, value: name }], safe: false }],
      };
    }
  },
};

const fields = [
  ['aws_or_gcp', 'wal_s3_bucket'],
  ['aws_or_gcp', 'wal_gs_bucket'],
  ['aws_or_gcp', 'log_s3_bucket'],
  ['logical_backup', 'logical_backup_s3_bucket'],
] as const;
