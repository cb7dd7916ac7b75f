import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** The path of the archive has the cluster's name in it, and that is not enough. */
export const walPathShared: Rule = {
  id: 'zalando/wal-path-shared',
  severity: 'information',
  kinds: ['postgresql'],
  help: `For a bucket of its own configuration the operator puts the cluster's uid into the path. For one that a variable of the manifest
names it does not: all clusters of this name in any namespace, and one that is deleted and made anew, write to one path. Postgres
refuses WAL of another history, or backups of two clusters get mixed up. Set \`WAL_BUCKET_SCOPE_SUFFIX\`, such as \`/<uid or namespace>\`,
or \`WAL_BUCKET_SCOPE_PREFIX\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1076',
  wholeOnly: true,
  *check({ spec, workspace }) {
    const env = spec.at('env');
    if (mayHoldOthers(env, 'name') || isWritten(spec.at('envFrom')) || isHidden(env)) return;
    const variables = new Map(env.items().map((variable) => [textOf(variable.at('name')) ?? '', variable]));
    const bucket = ['WAL_S3_BUCKET', 'WAL_GS_BUCKET'].find((name) => variables.has(name));
    if (bucket === undefined) return;
    const apart = [
      'WAL_BUCKET_SCOPE_SUFFIX',
      'WAL_BUCKET_SCOPE_PREFIX',
      'WALG_S3_PREFIX',
      'WALE_S3_PREFIX',
      'WALE_GS_PREFIX',
    ];
    if (apart.some((name) => variables.has(name))) return;
    // With a bucket of its own the operator adds the uid to this one too.
    const own = ['wal_s3_bucket', 'wal_gs_bucket', 'wal_az_storage_account'];
    if (own.some((name) => configuredSettings(workspace, 'aws_or_gcp', name).length > 0)) return;
    const elsewhere = ['pod_environment_configmap', 'pod_environment_secret'];
    if (elsewhere.some((name) => configuredSettings(workspace, 'kubernetes', name).length > 0)) return;
    const node = variables.get(bucket);
    if (!node) return;
    yield {
      node: node.at('name'),
      message: say`Every cluster of this name, also one that is made anew, writes to one path in the bucket: set \`WAL_BUCKET_SCOPE_SUFFIX\` too.`,
    };
  },
};
