import type { ManifestPath } from '../contract/index.ts';

/** Where a value is secret, and so is repeated in no message: the same for what is checked and for what is sent to a cluster. */

/** Names of fields that hold a password, or something as good as one; a name of a Secret is none. */
const tellingName =
  /(?:passw(?:or)?d|passphrase|pwd|token|credentials?|api[-_.]?key|access[-_.]?key|secret[-_.]?key|private[-_.]?key|client[-_.]?secret|conn(?:ection)?[-_.]?(?:string|url|uri)|dsn)$/i;

export function isTellingName(name: string): boolean {
  return tellingName.test(name);
}

/** Maps of a Secret, or of what becomes one, whose values are secret. */
export const dataFields: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData']);

/** Parts of a reference to a Secret: none of them is a value of it. */
export const partsOfReference: ReadonlySet<string> = new Set([
  ...['name', 'namespace', 'key', 'kind', 'apiVersion', 'group', 'optional'],
]);

/** @param kind of the resource. */
export function isSecretPlace(kind: unknown, path: ManifestPath): boolean {
  if (kind === 'Secret' && dataFields.has(String(path[0]))) return true;
  return path.some((step) => isTellingName(String(step))) && !partsOfReference.has(String(path.at(-1)));
}
