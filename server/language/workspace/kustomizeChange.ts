import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../yaml/index.ts';
import { resolveUri } from './kustomizationFiles.ts';

/** Resources that a `kustomization.yaml` changes: what they lack may come from there. */
export interface KustomizeChange {
  /** Absent: any, or a pattern. */
  readonly kind?: string;
  readonly name?: string;
  /** URI of a patch that says itself what it changes. */
  readonly file?: string;
}

/** @param uri of the kustomization */
export function readChanges(root: ManifestNode, uri: string): readonly KustomizeChange[] {
  return [
    ...[...root.at('patches').items(), ...root.at('patchesJson6902').items()].flatMap((item) => changeOf(item, uri)),
    ...root
      .at('patchesStrategicMerge')
      .items()
      .flatMap(({ value }) => (typeof value === 'string' ? mergePatch(value, uri) : [{}])),
    ...(root.at('transformers').items().length > 0 ? [{}] : []),
  ];
}

function changeOf(item: ManifestNode, uri: string): readonly KustomizeChange[] {
  const text = item.at('patch').value;
  if (typeof text === 'string' && bringsNothing(text)) return [];
  const target = item.at('target');
  if (target.kind === 'map') return [chosen(target.at('kind').value, target.at('name').value)];
  const { value } = text === undefined ? item.at('path') : item.at('patch');
  return typeof value === 'string' ? mergePatch(value, uri) : [{}];
}

function mergePatch(patch: string, uri: string): readonly KustomizeChange[] {
  if (!patch.includes(':')) return [{ file: resolveUri(uri, patch) }];
  const { root } = parseDocument(patch);
  return [chosen(root.at('kind').value, root.at('metadata', 'name').value)];
}

/** Of a pattern, as Kustomize takes it, nothing is known but that it may match. */
function chosen(kind: unknown, name: unknown): KustomizeChange {
  return { ...(isWord(kind) ? { kind } : {}), ...(isWord(name) ? { name } : {}) };
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^[\w.-]+$/.test(text);
}

/** A JSON patch that only replaces or removes what is there. */
function bringsNothing(patch: string): boolean {
  const operations = parseDocument(patch).root.items();
  const harmless: readonly unknown[] = ['replace', 'remove', 'test'];
  return operations.length > 0 && operations.every((each) => harmless.includes(each.at('op').value));
}
