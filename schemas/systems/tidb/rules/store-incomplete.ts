import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { placesOf, storesOf, type StoreKey } from '../backupParts.ts';
import { code } from '../sources.ts';

/** The operator looks at the first place only, and at none of Azure's. */
export const storeIncomplete: Rule = {
  id: 'tidb/store-incomplete',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `A place for files of BR needs a bucket or container. An \`endpoint\` needs scheme and host, like \`http://minio.minio.svc:9000\`.
A volume of \`local\` and its mount have the same name, and the path is not empty and has no colon. The operator marks anything else as Invalid, and
no job starts; what it does not look at, as in Azure, fails in the job. \`path\` is for dumps only: BR has \`bucket\` and \`prefix\`.`,
  source: code('backup/util/util.go', 640),
  *check({ resource }) {
    for (const { node, job, place } of placesOf(resource)) {
      const [used] = storesOf(place);
      if (node.at('br').kind !== 'map' || used?.store.kind !== 'map') continue;
      // Only the place of the job itself is looked at, and only for backups and restores.
      const isChecked = place === node && job !== 'compact' && used.key !== 'azblob';
      for (const finding of problems[used.key](used.store))
        yield isChecked ? finding : { ...finding, severity: 'warning' };
    }
  },
};

const problems: Readonly<Record<StoreKey, (store: ManifestNode) => Iterable<Finding>>> = {
  *s3(store) {
    yield* needed(store, 'bucket');
    yield* endpoint(store.at('endpoint'));
  },
  *gcs(store) {
    yield* needed(store, 'bucket');
    const project = store.at('projectId');
    if (project.value === '')
      yield { node: project, message: say`An empty \`projectId\` is no project, and this cannot run: write its id.` };
  },
  *azblob(store) {
    yield* needed(store, 'container');
  },
  *local(store) {
    const [volume, mount] = [store.at('volume', 'name'), store.at('volumeMount', 'name')];
    const [name, mounted] = [textOf(volume), textOf(mount)];
    if (name !== undefined && mounted !== undefined && name !== mounted && ![name, mounted].some(isFilledInLater)) {
      yield {
        node: mount,
        message: say`The mount "${mounted}" and the volume "${name}" have to have one name, or this cannot run: correct one of them.`,
        fixes: [{ title: say`Write "${name}"`, edits: [{ do: 'set', node: mount, value: name }] }],
      };
    }
    const path = store.at('volumeMount', 'mountPath');
    const text = textOf(path);
    if (text === '' || text?.includes(':') === true) {
      yield {
        node: path,
        message: say`The path of the mount is not empty and has no colon, or this cannot run: correct it.`,
      };
    }
  },
};

function* needed(store: ManifestNode, field: string): Iterable<Finding> {
  const node = store.at(field);
  if ((isWritten(node) && node.value !== '') || isHidden(node)) return;
  const isThere = node.kind !== 'missing';
  yield {
    node: isThere ? node : store,
    mark: 'key',
    message: say`Without \`${field}\` BR has no place for the files, and this cannot run: add it.`,
  };
}

function* endpoint(node: ManifestNode): Iterable<Finding> {
  const text = textOf(node);
  if (text === undefined || text === '' || isFilledInLater(text) || /^[a-z][a-z\d+.-]*:\/\/[^/?#]/i.test(text)) return;
  const value = `http://${text}`;
  yield {
    node,
    message: say`An \`endpoint\` has scheme and host, or this cannot run: write it like "http://minio.minio.svc:9000".`,
    fixes: /^[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(text)
      ? [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }]
      : [],
  };
}
