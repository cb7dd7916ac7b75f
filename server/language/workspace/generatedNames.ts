import type { ManifestNode, NameUse } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

/** A name that a generator of a `kustomization.yaml` declares. */
export interface GeneratedName {
  readonly use: NameUse;
  /** Of the Secret or ConfigMap: some keys stand in files that are not manifests, so they are not known. */
  readonly open: boolean;
}

const generators = [
  ['configMapGenerator', 'ConfigMap', 'ConfigMap key'],
  ['secretGenerator', 'Secret', 'Secret key'],
] as const;

/** ConfigMaps and Secrets that Kustomize makes, with their keys: from literals, from names of files. */
export function* generatedNames(kustomization: ManifestNode): Iterable<GeneratedName> {
  for (const [generator, type, keyType] of generators) {
    for (const item of kustomization.at(generator).items()) {
      const node = item.at('name');
      const name = knownText(node);
      if (name === undefined) continue;
      const namespace = knownText(item.at('namespace'));
      const where = namespace === undefined ? {} : { namespace };
      const open = item.at('envs').items().length > 0 || item.at('env').kind !== 'missing' || hasUnknown(item);
      yield { use: { role: 'declares', type, name, node, ...where }, open };
      const within = { type, name, ...where };
      for (const key of generatedKeys(item)) {
        yield { use: { role: 'declares', type: keyType, ...key, ...where, within }, open: false };
      }
    }
  }
}

function* generatedKeys(item: ManifestNode): Iterable<Pick<NameUse, 'name' | 'node' | 'part' | 'fixed'>> {
  for (const node of item.at('literals').items()) {
    const [name = ''] = knownText(node)?.split('=', 1) ?? [];
    if (name) yield { name, node, ...partOf(node, name) };
  }
  for (const node of item.at('files').items()) {
    const text = knownText(node);
    if (text === undefined) continue;
    const equals = text.indexOf('=');
    const name = equals < 0 ? text.slice(text.lastIndexOf('/') + 1) : text.slice(0, equals);
    if (!name) continue;
    const fixed = equals < 0 ? { fixed: say`it is the name of a file` } : {};
    yield { name, node, ...partOf(node, name), ...fixed };
  }
}

/** Where the key stands in the item; one that escapes hide cannot be renamed. */
function partOf({ source = '' }: ManifestNode, name: string): Pick<NameUse, 'part' | 'fixed'> {
  const start = source.startsWith(name) ? 0 : source.lastIndexOf(name);
  return start < 0 ? { fixed: say`it is written with escapes` } : { part: { start, end: start + name.length } };
}

function hasUnknown(item: ManifestNode): boolean {
  return [...item.at('literals').items(), ...item.at('files').items()].some((node) => knownText(node) === undefined);
}

function knownText({ value }: ManifestNode): string | undefined {
  return typeof value === 'string' && value !== '' && !value.includes('${') ? value : undefined;
}
