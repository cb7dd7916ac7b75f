import type { ManifestNode } from '../../../schemas/contract/index.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { decodedUri } from '../decodedUri.ts';
import { resolveUri } from './kustomizationFiles.ts';
import { readChanges } from './kustomizeChange.ts';
import type { KustomizeChange } from './kustomizeChange.ts';

/** What one `kustomization.yaml` does to other files. Strings only, so that its tree can go. */
export interface Kustomization {
  /** Decoded URI of its file. */
  readonly file: string;
  /** Decoded URI of its folder, by which others list it. */
  readonly folder: string;
  /** Empty: resources keep theirs. */
  readonly namespace: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Decoded URIs of the files and folders that it lists. */
  readonly resources: readonly string[];
  /** Decoded URIs of folders whose changes it takes over for its own resources. */
  readonly components: readonly string[];
  /** Decoded URIs of patches. */
  readonly patches: readonly string[];
  readonly changes: readonly KustomizeChange[];
  /** Something may rename more than this says: a transformer, replacements, more name references. */
  readonly open: boolean;
}

const factKey = Symbol('kustomization');

export function kustomizationOf(slot: ManifestSlot): Kustomization {
  return slot.fact(factKey, () => readKustomization(slot.document.root, slot.uri));
}

function readKustomization(root: ManifestNode, uri: string): Kustomization {
  const file = decodedUri(uri);
  const listed = (...keys: readonly string[]) =>
    keys.flatMap((key) =>
      root
        .at(key)
        .items()
        .flatMap((node) => targetOf(node, uri)),
    );
  const patches = [...root.at('patches').items(), ...root.at('patchesJson6902').items()];
  return {
    file,
    folder: file.slice(0, file.lastIndexOf('/')),
    namespace: textAt(root, 'namespace'),
    prefix: textAt(root, 'namePrefix'),
    suffix: textAt(root, 'nameSuffix'),
    resources: listed('resources', 'bases'),
    components: listed('components'),
    patches: [...listed('patchesStrategicMerge'), ...patches.flatMap((patch) => targetOf(patch.at('path'), uri))],
    changes: readChanges(root, uri),
    open: openers.some((key) => root.at(key).items().length > 0),
  };
}

const openers = ['transformers', 'replacements', 'vars', 'configurations', 'generators', 'helmCharts'];

/** A path beside the file; what comes from another host is not in the workspace. */
function targetOf({ value }: ManifestNode, uri: string): string[] {
  if (typeof value !== 'string' || value === '' || value.includes('\n') || value.includes('://')) return [];
  return [decodedUri(resolveUri(uri, value))];
}

function textAt(root: ManifestNode, key: string): string {
  const { value } = root.at(key);
  return typeof value === 'string' ? value : '';
}
