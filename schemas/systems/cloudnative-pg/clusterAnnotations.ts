import type { ManifestNode, Said } from '../../contract/index.ts';
import { isHidden } from '../../vocabulary/read.ts';
import { dictionaryOf, type KeyRow, quoted } from '../../vocabulary/keyDictionary.ts';
import { say } from '../../vocabulary/say.ts';

const isOn = (value: string, detail: Said) => ({ value, detail });

/**
 * Annotations of a cluster that the operator reads. Those that it writes itself are not offered.
 * https://cloudnative-pg.io/docs/1.30/labels_annotations/#predefined-annotations
 */
const rows: readonly KeyRow[] = [
  {
    key: 'cnpg.io/hibernation',
    help: 'With `"on"` all pods are stopped and deleted, and the volumes stay; with `"off"` they come back. In quotes: YAML makes `true` of a bare `on`, which is refused.',
    values: [isOn('on', say`no pods`), isOn('off', say`as usual`)],
    insert: quoted('on'),
  },
  {
    key: 'cnpg.io/fencedInstances',
    help: 'Instances in which PostgreSQL is stopped while their pods stay, as a list in JSON: `\'["shop-1"]\'`, or `\'["*"]\'` for all. Nobody can connect to them, and a fenced primary is not replaced.',
    values: [isOn('["*"]', say`all instances`), isOn('[]', say`none`)],
    insert: quoted('["*"]'),
  },
  {
    key: 'cnpg.io/reconciliationLoop',
    help: 'With `disabled` the operator does nothing for this cluster: no failover either. Remove it as soon as possible.',
    values: [isOn('disabled', say`the operator looks away`)],
    insert: 'disabled',
  },
  {
    key: 'cnpg.io/reconcilePodSpec',
    help: 'With `disabled` pods are not restarted for a change of their specification, such as affinity or resources.',
    values: [isOn('disabled', say`no restarts`)],
    insert: 'disabled',
  },
  {
    key: 'cnpg.io/validation',
    help: 'With `disabled` the webhook lets every change through, also one that destroys data. Its warnings are gone too.',
    values: [isOn('enabled', say`as usual`), isOn('disabled', say`nothing is checked`)],
    insert: 'enabled',
  },
  {
    key: 'cnpg.io/skipEmptyWalArchiveCheck',
    help: "With `enabled` a new cluster archives into a folder that is not empty. Two clusters in one folder overwrite each other's WAL: rather give it a `serverName` of its own.",
    values: [isOn('enabled', say`no check`)],
    insert: 'enabled',
  },
  {
    key: 'cnpg.io/skipWalArchiving',
    help: 'With `enabled` WAL is not archived (`archive_mode` is off), so there is no restore to a point in time. A change restarts all instances.',
    values: [isOn('enabled', say`no archive`)],
    insert: 'enabled',
  },
  {
    key: 'cnpg.io/podPatch',
    help: 'A patch in JSON (RFC 6902) for the pods of instances, for what the manifest has no field for. It is refused if it does not fit; it takes effect when pods are made anew.',
    insert: quoted('[]'),
  },
  {
    key: 'cnpg.io/coredumpFilter',
    help: 'What goes into core dumps, as a bit mask; `0x31` leaves shared memory out.',
    insert: quoted('0x31'),
  },
  {
    key: 'kubectl.kubernetes.io/restartedAt',
    help: 'A time. A new one restarts all instances, replicas first; so does `kubectl cnpg restart`.',
  },
  {
    key: 'cnpg.io/reloadedAt',
    help: 'A time. A new one makes instances read their configuration again; so does `kubectl cnpg reload`.',
  },
];

export const clusterAnnotations = dictionaryOf(rows);

/** Whether an annotation of a resource has a value, or may have it once placeholders are filled in. */
export function mayBeAnnotated(root: ManifestNode, annotation: string, value: string): boolean {
  const node = root.at('metadata', 'annotations', annotation);
  return node.value === value || isHidden(node);
}
