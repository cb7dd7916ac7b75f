import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject, ObjectMetadata } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';

/** What the API server fills in itself, and what belongs to one life of an object only. */
const servers: readonly (keyof ObjectMetadata & string)[] = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'managedFields',
  'selfLink',
];

/** The object as somebody would write it: fit to be created again. Owners and finalizers stay, as they were there before. */
export function withoutServerFields({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const kept = Object.entries(object.metadata).filter(([field]) => !servers.includes(field));
  return { ...object, metadata: { ...Object.fromEntries(kept), name: object.metadata.name } };
}

/**
 * Writes an object into a new file of the folder that only this user can read, and makes sure that it has reached the
 * disk. JSON, which is YAML too: `kubectl create -f` takes it. Returns the path; fails with `unsafe`.
 */
export async function saveObject(folder: string, object: KubernetesObject, now: Date): Promise<string> {
  const { name, namespace } = object.metadata;
  const parts = [object.kind ?? 'object', namespace, name, now.toISOString().replace(/[-:]/g, '')];
  const safe = parts.filter((part) => part !== undefined && part !== '').map((part) => asFileName(String(part)));
  const file = path.join(folder, `${safe.join('_')}.json`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(object, null, 2)}\n`, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new ClusterError(
      'unsafe',
      say`Nothing was done: ${name} could not be saved in ${folder} before it is deleted.`,
      say`Make room on the disk, and make sure that the folder can be written.`,
      { cause },
    );
  }
  return file;
}

function asFileName(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/g, '-');
}
