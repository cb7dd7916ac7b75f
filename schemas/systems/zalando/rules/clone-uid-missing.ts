import type { ManifestNode, Rule, WorkspaceIndex } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** Without the source's uid the path to its WAL files lacks its last part. */
export const cloneUidMissing: Rule = {
  id: 'zalando/clone-uid-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A clone with a \`timestamp\` is restored from the WAL archive, whose path ends with the uid of the source cluster. Without
\`uid\` the path stops short of it, no backup is found, and the clone never starts. Read it with
\`kubectl get postgresqls.acid.zalan.do <source> -o jsonpath='{.metadata.uid}'\` while the source still exists; later it is
found as a folder in the bucket. A \`s3_wal_path\` that holds the whole path makes \`uid\` unnecessary, and so do WAL settings in
the pods' own environment, with which the archive has no uids.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2182',
  wholeOnly: true,
  *check({ spec, workspace }) {
    const clone = spec.at('clone');
    const uid = clone.at('uid');
    const source = textOf(clone.at('cluster'));
    if (!source || isEmpty(clone.at('timestamp')) || !isEmpty(uid) || !isEmpty(clone.at('s3_wal_path'))) return;
    if (hasOwnCloneVariables(spec) || hasOwnArchive(workspace)) return;
    yield {
      node: uid.kind === 'missing' ? clone : uid,
      mark: 'key',
      message: say`\`clone\` has a \`timestamp\` but no \`uid\`: the WAL files of "${source}" are looked for in the wrong folder and not found.`,
      fixes: [{ title: say`Add a \`uid\` to fill in`, edits: [{ do: 'set', node: uid, value: noUid }], safe: false }],
    };
  },
};

const noUid = '00000000-0000-0000-0000-000000000000';

function isEmpty(node: ManifestNode): boolean {
  return !isPlaceholder(node) && (!isWritten(node) || node.value === '');
}

/** Somebody tells Spilo by hand where to look. */
function hasOwnCloneVariables(spec: ManifestNode): boolean {
  const env = spec.at('env');
  const named = env.items().some((variable) => /^clone_/i.test(textOf(variable.at('name')) ?? ''));
  const from = spec.at('envFrom');
  return named || mayHoldOthers(env, 'name') || isPlaceholder(from) || from.items().length > 0;
}

/**
 * The operator writes uids into the path only for a bucket of its own configuration. One that the pods' environment names has
 * none, and what that environment holds may not be known.
 */
function hasOwnArchive(workspace: WorkspaceIndex): boolean {
  const isOwn = (type: 'ConfigMap' | 'Secret') =>
    configuredSettings(workspace, 'kubernetes', `pod_environment_${type.toLowerCase()}`).some((setting) => {
      if (setting.value === '') return false;
      const [name = '', namespace = ''] = (textOf(setting) ?? '').split('/').reverse();
      const keys = workspace.keys(type, name, namespace);
      return keys === undefined || keys.some((key) => /^(?:CLONE_)?WAL_/i.test(key));
    });
  return isOwn('ConfigMap') || isOwn('Secret');
}
