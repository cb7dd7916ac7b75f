import type { ManifestNode, ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import { isSecretPlace, isTellingName } from '../../../schemas/vocabulary/secretFields.ts';
import type { LanguageContext } from '../languageContext.ts';
import { isSameList } from '../queries/isSameList.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { placeNames } from './usualKeys.ts';

/** A scalar of a document, under the place where the same may be meant elsewhere. */
interface Saying {
  readonly place: string;
  readonly value: string | number;
  readonly path: ManifestPath;
  readonly kind: string;
}

/** An entry of a map with labels, or another map whose keys nobody but its author knows. */
export interface SaidEntry {
  readonly key: string;
  /** Of labels only. */
  readonly value: string | undefined;
}

interface Sayings {
  readonly values: readonly Saying[];
  /** By what the map is. */
  readonly entries: ReadonlyMap<string, readonly (SaidEntry & { readonly map: ManifestPath })[]>;
}

/** Where the cursor is. */
export interface SayingPlace {
  readonly context: LanguageContext;
  readonly uri: string;
  readonly slot: ManifestSlot;
  /** Of the resource. */
  readonly resource: Resource;
  /** Counted from the resource. */
  readonly path: ManifestPath;
}

/** Further away nobody looks. */
const mostDocuments = 60;
/** So many nodes of a document are read. */
const mostNodes = 5000;
const longestValue = 200;
const mostOffered = 6;

/**
 * What is written elsewhere where the same may be meant, the nearest first: in the document, in those around it, and in the open
 * files of the folder. Nothing that may be secret.
 */
export function valuesSaidBefore(place: SayingPlace): (string | number)[] {
  const { resource, path } = place;
  const wanted = placeOfValue(resource.root, path);
  if (wanted === undefined) return [];
  const isOwnName = wanted === 'metadata.name';
  const found = new Set<string | number>();
  for (const { sayings, isOwn } of sayingsAround(place)) {
    for (const each of sayings.values) {
      if (each.place !== wanted || (isOwn && isBeside(each.path, path))) continue;
      // Resources of one kind are called differently.
      if (isOwnName && (isOwn || each.kind === resource.identity.kind)) continue;
      found.add(each.value);
    }
    if (found.size >= mostOffered) break;
  }
  // What belongs together is called like the resource.
  if (calledLikeResource.test(wanted) && resource.identity.name !== '') found.add(resource.identity.name);
  return [...found].slice(0, mostOffered + 1);
}

const calledLikeResource = /^(?:label (?:app|app\.kubernetes\.io\/(?:name|instance))|containers\[\]\.name)$/;

/** Entries of maps elsewhere that are the same kind of map as the one at the path; of labels with their values. */
export function entriesSaidBefore(place: SayingPlace): SaidEntry[] {
  const wanted = placeOfMap(place.path);
  if (wanted === undefined) return [];
  const found = new Map<string, SaidEntry>();
  for (const { sayings, isOwn } of sayingsAround(place)) {
    for (const entry of sayings.entries.get(wanted) ?? []) {
      if (isOwn && isSameList(entry.map, place.path)) continue;
      if (!found.has(entry.key)) found.set(entry.key, entry);
    }
    if (found.size >= mostEntries) break;
  }
  return [...found.values()].slice(0, mostEntries);
}

const mostEntries = 20;

function* sayingsAround({ context, uri, slot }: SayingPlace): Iterable<{ sayings: Sayings; isOwn: boolean }> {
  yield { sayings: sayingsOf(slot), isOwn: true };
  const file = context.workspace.file(uri);
  const around = file ? nearest(file.slots, slot) : [];
  for (const each of [...around, ...slotsBeside(context, uri)].slice(0, mostDocuments))
    if (!each.isTooLarge) yield { sayings: sayingsOf(each), isOwn: false };
}

/** Those above from the nearest on, then those below. */
function nearest(slots: readonly ManifestSlot[], slot: ManifestSlot): ManifestSlot[] {
  const at = slots.indexOf(slot);
  const above = slots.slice(Math.max(0, at - mostDocuments), Math.max(0, at)).reverse();
  return [...above, ...slots.slice(at + 1, at + 1 + mostDocuments)];
}

/** Of files that are open and lie in the same folder: what nobody has open is not parsed for it. */
function slotsBeside({ workspace }: LanguageContext, uri: string): ManifestSlot[] {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const files: ManifestFile[] = [];
  for (const other of workspace.uris()) {
    if (other === uri || !other.startsWith(folder) || other.indexOf('/', folder.length) >= 0) continue;
    const file = workspace.file(other);
    if (file?.isKept) files.push(file);
  }
  return files.flatMap(({ slots }) => slots.slice(0, mostDocuments));
}

const sayingsKey = Symbol('what a document says');

function sayingsOf(slot: ManifestSlot): Sayings {
  return slot.memo(sayingsKey, () => readSayings(slot.isTemplate ? [] : slot.resources));
}

function readSayings(resources: readonly Resource[]): Sayings {
  const values: Saying[] = [];
  const entries = new Map<string, (SaidEntry & { readonly map: ManifestPath })[]>();
  let left = mostNodes;
  for (const { root, identity } of resources) {
    const depth = root.path.length;
    const visit = (node: ManifestNode): void => {
      if (left-- <= 0) return;
      const path = node.path.slice(depth);
      if (node.kind === 'scalar') readScalar(node, path);
      else if (node.kind === 'map') readMap(node, path);
      for (const [, child] of node.entries()) visit(child);
      for (const item of node.items()) visit(item);
    };
    const readScalar = (node: ManifestNode, path: ManifestPath): void => {
      const value = sayable(node, identity.kind, path);
      const place = value === undefined ? undefined : placeOfValue(root, path);
      if (value !== undefined && place !== undefined) values.push({ place, value, path, kind: identity.kind });
    };
    const readMap = (node: ManifestNode, path: ManifestPath): void => {
      const place = placeOfMap(path);
      if (place === undefined || isSecretPlace(identity.kind, path)) return;
      const known = entries.get(place) ?? [];
      entries.set(place, known);
      for (const [key, child] of node.entries()) {
        const value = place === labels && typeof child.value === 'string' ? child.value : undefined;
        if (key !== '' && (place !== labels || typeof child.value === 'string')) known.push({ key, value, map: path });
      }
    };
    visit(root);
  }
  // What was written last is nearest to where people write.
  return { values: values.reverse(), entries };
}

/** What is no placeholder, no text of several lines, and no secret. */
function sayable(node: ManifestNode, kind: string, path: ManifestPath): string | number | undefined {
  const { value } = node;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  if (text === '' || text.length > longestValue || text.includes('\n') || text.includes('${')) return undefined;
  if (isSecretPlace(kind, path)) return undefined;
  const name = node.parent?.at('name').value;
  const isVariable = path.at(-1) === 'value' && typeof name === 'string';
  return isVariable && isTellingName(name) ? undefined : value;
}

const labels = 'labels';

/** Maps of labels, which selectors ask for. */
const labelMaps = /^(?:labels|matchLabels|commonLabels|podLabels|cluster_labels)$/;
/** Maps whose keys are the author's own, and which say the same in several places. */
const authoredMaps = /^(?:nodeSelector|users|databases)$/;

/** A map of labels, or of what they have to be. */
export function isLabelMap(path: ManifestPath): boolean {
  return placeOfMap(path) === labels;
}

function placeOfMap(path: ManifestPath): string | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  const isSelector = last === 'selector' && path.length === 2 && path[0] === 'spec';
  if (labelMaps.test(last) || isSelector) return labels;
  if (/annotations$/i.test(last)) return 'annotations';
  if (/^additional\w*Teams$|^additionalMembers$/.test(last)) return 'teams';
  return authoredMaps.test(last) ? last : undefined;
}

/** The key and what it stands in: `ports[].name`. What has several names has one here. `undefined`: nothing that is said twice. */
function placeOfValue(root: ManifestNode, path: ManifestPath): string | undefined {
  const last = path.at(-1);
  if (last === undefined || last === 'apiVersion' || last === 'kind') return undefined;
  if (path.length === 2 && path[0] === 'metadata')
    return last === 'name' || last === 'namespace' ? same(path) : undefined;
  if (typeof last === 'string' && placeOfMap(path.slice(0, -1)) === labels) return `label ${last}`;
  if (last === 'value' && path.at(-3) === 'env') {
    const name = root.at(...path.slice(0, -1), 'name').value;
    return typeof name === 'string' ? `variable ${name}` : undefined;
  }
  return same(path);
}

function same(path: ManifestPath): string {
  const last = path.at(-1);
  if (typeof last === 'string') {
    if (/namespace$/i.test(last)) return 'namespace';
    if (/^storageClass(?:Name)?$/.test(last)) return 'storage class';
    if (last === 'targetPort' || (last === 'port' && /^(?:httpGet|tcpSocket)$/.test(String(path.at(-2)))))
      return portNames;
  }
  const names = placeNames(path.slice(-3));
  const place = names.slice(-2).join('.');
  return place === 'ports[].name' ? portNames : place;
}

const portNames = 'port name';

/** The value itself, or that of another item of its list: what items are told apart by differs. */
function isBeside(other: ManifestPath, path: ManifestPath): boolean {
  if (isSameList(other, path)) return true;
  const last = path.at(-1);
  const isItem = typeof path.at(-2) === 'number' && other.length === path.length && other.at(-1) === last;
  return isItem && unique.has(String(last)) && isSameList(other.slice(0, -2), path.slice(0, -2));
}

const unique: ReadonlySet<string> = new Set(['name', 'mountPath', 'containerPort', 'port', 'topologyKey']);
