import type { ManifestNode, Resource, RuleContext } from '../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../vocabulary/read.ts';
import { activeOptions } from './workloads.ts';
import { targetNamespace } from './settings.ts';

type Context = Pick<RuleContext, 'resource' | 'workspace'>;

/** What a volume, or one source of a projected volume, takes its files from. */
export interface VolumeSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** `items` as written; missing: all keys, under their own names. */
  readonly items: ManifestNode;
}

/** ConfigMaps and Secrets of a volume, in written order. */
export function volumeSources(volume: ManifestNode): VolumeSource[] {
  const direct = [
    source('ConfigMap', volume.at('configMap'), 'name'),
    source('Secret', volume.at('secret'), 'secretName'),
  ];
  const projected = volume
    .at('projected', 'sources')
    .items()
    .flatMap((item) => [
      source('ConfigMap', item.at('configMap'), 'name'),
      source('Secret', item.at('secret'), 'name'),
    ]);
  return [...direct, ...projected].filter((found) => found !== undefined);
}

/** Paths of the files in a volume; `undefined`: not known, because nothing here says what its source holds. */
export function filesOf(context: Context, volume: ManifestNode): string[] | undefined {
  const projected = volume.at('projected', 'sources');
  if (projected.items().some((item) => !isWritten(item.at('configMap')) && !isWritten(item.at('secret'))))
    return undefined;
  const sources = volumeSources(volume);
  if (sources.length === 0 || sources.length < projected.items().length) return undefined;
  const files = sources.map((found) => filesOfSource(context, found));
  return files.every((known) => known !== undefined) ? files.flat() : undefined;
}

/** Keys of a ConfigMap or Secret, written, made by an operator or by `options.configMaps`; `undefined`: not known. */
export function keysNamed(context: Context, kind: VolumeSource['kind'], name: string): string[] | undefined {
  const { resource, workspace } = context;
  const namespace = targetNamespace(resource) ?? '';
  const made = kind === 'ConfigMap' ? optionKeys(resource, name) : undefined;
  const known = workspace.keys(kind, name, namespace);
  if (known === undefined) return workspace.find(kind, name, namespace).length > 0 ? undefined : made;
  return [...new Set([...known, ...(made ?? [])])];
}

function filesOfSource(context: Context, { kind, name, items }: VolumeSource): string[] | undefined {
  if (!isWritten(items)) return keysNamed(context, kind, name);
  if (items.kind !== 'list') return undefined;
  const paths = items.items().map((item) => textOf(item.at('path')));
  return paths.every((path) => path !== undefined) ? paths : undefined;
}

/** Keys of a ConfigMap that the options create. */
function optionKeys(resource: Resource, name: string): string[] | undefined {
  const made = activeOptions(resource).at('configMaps', name);
  const parts = [made.at('data'), made.at('binaryData')];
  if (made.kind !== 'map' || parts.some(isPlaceholder)) return undefined;
  const keys = parts.flatMap((part) => part.entries().map(([key]) => key));
  return keys.some((key) => key.includes('${')) ? undefined : keys;
}

function source(kind: VolumeSource['kind'], node: ManifestNode, nameKey: string): VolumeSource | undefined {
  const name = textOf(node.at(nameKey));
  return name === undefined ? undefined : { kind, name, items: node.at('items') };
}
