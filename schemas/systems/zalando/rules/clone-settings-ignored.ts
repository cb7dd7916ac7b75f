import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Without a time a clone is copied from the running cluster, and nothing about an archive is read. */
export const cloneSettingsIgnored: Rule = {
  id: 'zalando/clone-settings-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`clone.timestamp\` decides where a clone comes from. With it the cluster is restored from the archive; without it the operator
copies the running cluster, over the network, from a Service in the same namespace. \`uid\`, \`s3_wal_path\` and the other settings of
the archive are passed over then, and if the source is gone the clone never starts. Add the time to which it should be restored.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2135',
  wholeOnly: true,
  *check({ spec }) {
    const clone = spec.at('clone');
    const time = clone.at('timestamp');
    if (!textOf(clone.at('cluster')) || textOf(time) || isHidden(time)) return;
    for (const field of archiveFields) {
      const node = clone.at(field);
      if (!isSet(node)) continue;
      yield {
        node,
        mark: 'key',
        // With a uid alone nobody is misled much: the copy is newer than one from the archive.
        severity: field === 'uid' ? 'information' : 'warning',
        message: say`\`${field}\` is ignored: without \`timestamp\` the running cluster is copied, and no archive is read.`,
      };
    }
  },
};

const archiveFields: readonly string[] = [
  'uid',
  's3_wal_path',
  's3_endpoint',
  's3_access_key_id',
  's3_secret_access_key',
  's3_force_path_style',
];

function isSet(node: ManifestNode): boolean {
  return isWritten(node) && node.value !== '' && !isHidden(node);
}
