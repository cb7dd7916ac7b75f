import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';

export interface DataPlace {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
}

/** Keys of a Secret or ConfigMap with what the API server holds: base64, but for the `data` of a ConfigMap. */
export function dataOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return { ...mapOf(object['binaryData']), ...mapOf(object['data']) };
}

/** The text behind a key, nothing stripped. Fails with `missing-key`: it is not there, empty, or no text. */
export function textOfKey(object: KubernetesObject, key: string, place: DataPlace): string {
  const { kind, name, namespace } = place;
  const where = say`${kind} ${name} in namespace ${namespace}`;
  const written = dataOf(object)[key];
  if (written === undefined) {
    const keys = Object.keys(dataOf(object)).sort();
    throw new ClusterError(
      'missing-key',
      keys.length === 0
        ? say`${where} has no key ${key}: it has none.`
        : say`${where} has no key ${key}: it has ${joined(keys, ', ')}.`,
      say`Add the key to the ${kind}, or name the right one in the manifest.`,
    );
  }
  const isPlain = kind === 'ConfigMap' && mapOf(object['data'])[key] !== undefined;
  const value = isPlain ? written : decode(written);
  if (value === undefined)
    throw new ClusterError(
      'missing-key',
      say`Key ${key} of ${where} holds no text.`,
      say`Write it again: only UTF-8 text without null characters can be used here.`,
    );
  if (value === '') throw new ClusterError('missing-key', say`Key ${key} of ${where} is empty.`, say`Give it a value.`);
  return value;
}

function decode(base64: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
