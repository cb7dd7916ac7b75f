import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What `clone` and `standby` say becomes variables behind those of `env`, and the last one of a name counts. */
export const cloneVariableIgnored: Rule = {
  id: 'zalando/clone-variable-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator turns \`clone\` and \`standby\` into variables \`CLONE_...\` and \`STANDBY_...\` and puts them behind those of \`env\`. Of
two variables with one name the last counts, so the one in \`env\` has no effect. Say it with the fields of the section; variables that
the operator does not set, such as \`CLONE_USE_WALG_RESTORE\`, are fine.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1040',
  since: '1.8',
  *check({ spec }) {
    const made = new Map([...cloneVariables(spec.at('clone')), ...standbyVariables(spec.at('standby'))]);
    if (made.size === 0) return;
    for (const variable of spec.at('env').items()) {
      const node = variable.at('name');
      const name = textOf(node);
      const cause = name === undefined ? undefined : made.get(name);
      if (!cause) continue;
      yield {
        node,
        message: say`Variable "${name ?? ''}" has no effect: the operator sets it from \`${cause.path.slice(1).join('.')}\`.`,
        fixes: [{ title: say`Remove "${name ?? ''}"`, edits: [{ do: 'remove', node: variable }] }],
        related: [{ node: cause, message: say`It is set from this.` }],
      };
    }
  },
};

/** pkg/cluster/k8sres.go#L2129 */
function* cloneVariables(clone: ManifestNode): Iterable<readonly [string, ManifestNode]> {
  const cluster = clone.at('cluster');
  if (!textOf(cluster)) return;
  yield ['CLONE_SCOPE', cluster];
  const time = clone.at('timestamp');
  // A placeholder decides between two ways.
  if (isWritten(time) && time.value === undefined) return;
  if (!textOf(time)) {
    for (const name of ['CLONE_METHOD', 'CLONE_HOST', 'CLONE_PORT', 'CLONE_USER', 'CLONE_PASSWORD']) {
      yield [name, cluster];
    }
    return;
  }
  for (const name of ['CLONE_METHOD', 'CLONE_TARGET_TIME', 'CLONE_WAL_BUCKET_SCOPE_PREFIX']) yield [name, time];
  const path = clone.at('s3_wal_path');
  if (textOf(path)) yield ['CLONE_WALE_S3_PREFIX', path];
  else if (!isWritten(path)) yield ['CLONE_WAL_BUCKET_SCOPE_SUFFIX', textOf(clone.at('uid')) ? clone.at('uid') : clone];
  for (const [field, names] of Object.entries(fromFields)) {
    const node = clone.at(field);
    if (isWritten(node) && node.value !== '') for (const name of names) yield [name, node];
  }
}

const fromFields: Readonly<Record<string, readonly string[]>> = {
  s3_endpoint: ['CLONE_AWS_ENDPOINT', 'CLONE_WALE_S3_ENDPOINT'],
  s3_access_key_id: ['CLONE_AWS_ACCESS_KEY_ID'],
  s3_secret_access_key: ['CLONE_AWS_SECRET_ACCESS_KEY'],
  s3_force_path_style: ['CLONE_AWS_S3_FORCE_PATH_STYLE'],
};

/** pkg/cluster/k8sres.go#L2228 */
function* standbyVariables(standby: ManifestNode): Iterable<readonly [string, ManifestNode]> {
  const host = standby.at('standby_host');
  if (textOf(host)) {
    yield ['STANDBY_HOST', host];
    for (const [field, name] of [
      ['standby_port', 'STANDBY_PORT'],
      ['standby_primary_slot_name', 'STANDBY_PRIMARY_SLOT_NAME'],
    ] as const) {
      if (textOf(standby.at(field))) yield [name, standby.at(field)];
    }
  }
  for (const [field, name] of [
    ['s3_wal_path', 'STANDBY_WALE_S3_PREFIX'],
    ['gs_wal_path', 'STANDBY_WALE_GS_PREFIX'],
  ] as const) {
    const node = standby.at(field);
    if (!textOf(node)) continue;
    yield [name, node];
    yield ['STANDBY_METHOD', node];
    yield ['STANDBY_WAL_BUCKET_SCOPE_PREFIX', node];
  }
}
