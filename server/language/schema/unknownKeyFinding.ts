import type {
  Edit,
  Fix,
  JsonType,
  ManifestNode,
  ManifestPath,
  OperatorVersion,
  Said,
  SchemaNode,
} from '../../../schemas/contract/index.ts';
import { listed, say } from '../../../schemas/vocabulary/say.ts';
import { isInForce } from '../compareVersions.ts';
import { fold, nearest } from '../../../schemas/vocabulary/nearest.ts';
import { placesOfKey } from './placesOfKey.ts';
import type { SchemaField, SchemaFinding } from './types.ts';
import { childField, childrenOf, typesOf } from './walk.ts';
import { code, fieldName } from './words.ts';

interface UnknownKey {
  readonly key: string;
  /** The value under the key. */
  readonly node: ManifestNode;
  /** The map that holds it, and what the schema says about the map. */
  readonly map: ManifestNode;
  readonly field: SchemaField;
  readonly version: OperatorVersion | undefined;
  /** How the schema takes unknown keys; absent: they are refused. */
  readonly unknown: SchemaNode['unknown'];
  /** No version that is not known here is in force: a key that none has is refused. */
  readonly isCertain: boolean;
}

interface Guess {
  /** Behind a colon. */
  readonly sentence: Said;
  /** It is plainly a known key, misspelt or at the wrong level. */
  readonly isKnown?: true;
  readonly fixes: readonly Fix[];
}

/** A key that the schema does not know: what was meant, or where it belongs. Of `near` ones only those that have a fix. */
export function unknownKeyFinding(unknown: UnknownKey): SchemaFinding | undefined {
  const { node } = unknown;
  const isOpen = unknown.unknown === 'near' || unknown.unknown === 'later';
  const guess = isOpen
    ? (otherSpelling(unknown, true) ?? otherLevel(unknown) ?? otherSpelling(unknown, false))
    : bestGuess(unknown);
  if (isOpen && (guess === undefined || guess.fixes.length === 0))
    return unknown.unknown === 'later' ? unheardOf(unknown) : undefined;
  return {
    code: 'schema/unknown-key',
    severity: severityOf(unknown, guess),
    node,
    mark: 'key',
    message: guess ? say`${noField(unknown)}: ${guess.sentence}` : say`${noField(unknown)}.`,
    ...(guess && guess.fixes.length > 0 ? { fixes: guess.fixes } : {}),
  };
}

function severityOf({ unknown, isCertain }: UnknownKey, guess: Guess | undefined): SchemaFinding['severity'] {
  const isRefused = unknown === undefined || (unknown === 'later' && (isCertain || guess?.isKnown === true));
  return isRefused ? 'error' : 'warning';
}

/** A newer version may have it. */
function unheardOf({ key, field, node, isCertain }: UnknownKey): SchemaFinding {
  const what =
    field.key === undefined
      ? say`No version known here has a field ${code(key)} in this place`
      : say`No version known here has ${code(key)} in ${fieldName(field.path)}`;
  return {
    code: 'schema/unknown-key',
    severity: isCertain ? 'error' : 'warning',
    node,
    mark: 'key',
    message: isCertain
      ? say`${what}: kubectl refuses it and most GitOps tools drop it in silence.`
      : say`${what}: unless yours is newer, kubectl refuses it and most GitOps tools drop it in silence.`,
  };
}

function noField({ key, field, unknown }: UnknownKey): Said {
  if (unknown !== 'warn' && isOfResource(field)) {
    return field.key === undefined
      ? say`${code(key)} is no field here, so kubectl refuses it and most GitOps tools drop it in silence`
      : say`${code(key)} is no field in ${fieldName(field.path)}, so kubectl refuses it and most GitOps tools drop it in silence`;
  }
  if (field.key === undefined)
    return unknown === 'warn'
      ? say`${code(key)} is no field here, so nothing reads it`
      : say`${code(key)} is no field here, so it is refused or dropped`;
  return unknown === 'warn'
    ? say`${code(key)} is no field in ${fieldName(field.path)}, so nothing reads it`
    : say`${code(key)} is no field in ${fieldName(field.path)}, so it is refused or dropped`;
}

/** Of something that is sent to the API server. */
function isOfResource({ schema: { nodes, root } }: SchemaField): boolean {
  return nodes.at(root)?.properties?.['apiVersion'] !== undefined;
}

function bestGuess(unknown: UnknownKey): Guess | undefined {
  return (
    otherSpelling(unknown, true) ??
    otherLevel(unknown) ??
    otherSpelling(unknown, false) ??
    writtenTwice(unknown) ??
    elsewhere(unknown)
  );
}

/** A sibling that is not set yet and is spelt almost alike; `sameWord`: but for case, `_` and `-`. */
function otherSpelling({ key, node, map, field, version }: UnknownKey, sameWord: boolean): Guess | undefined {
  const candidates = childrenOf(field).filter((child) => isCurrent(child, version) && !isWritten(map, child.key));
  const meant = nearest(
    key,
    candidates.map((child) => String(child.key)),
  );
  const [first] = meant;
  if (first === undefined || (fold(first) === fold(key)) !== sameWord) return undefined;
  return {
    sentence: say`did you mean ${listed(meant.map(code), 'or')}?`,
    isKnown: true,
    fixes: meant.map((name) => ({
      title: say`Rename to ${code(name)}`,
      edits: [{ do: 'rename', node, key: name }],
      ...(meant.length > 1 ? { safe: false as const } : {}),
    })),
  };
}

/** Spelt almost like a sibling that is set already. */
function writtenTwice({ key, node, map, field }: UnknownKey): Guess | undefined {
  const siblings = childrenOf(field).filter((child) => isWritten(map, child.key));
  const [twin] = nearest(
    key,
    siblings.map((child) => String(child.key)),
  );
  if (twin === undefined) return undefined;
  return {
    sentence: say`${code(twin)}, which it resembles, is set already.`,
    fixes: [{ title: say`Remove ${code(key)}`, edits: [{ do: 'remove', node }], safe: false }],
  };
}

function otherLevel(unknown: UnknownKey): Guess | undefined {
  return oneLevelUp(unknown) ?? oneLevelDown(unknown);
}

function oneLevelUp(unknown: UnknownKey): Guess | undefined {
  const { map, field } = unknown;
  if (field.parent === undefined || map.parent?.kind !== 'map') return undefined;
  if (!knowsKey(field.parent, unknown) || isWritten(map.parent, unknown.key)) return undefined;
  const sentence =
    field.parent.key === undefined
      ? say`it belongs one level up, at the top of the document.`
      : say`it belongs one level up, directly in ${fieldName(field.parent.path)}.`;
  return { sentence, isKnown: true, fixes: [moveFix(unknown, map.parent, field.parent.path)] };
}

function oneLevelDown(unknown: UnknownKey): Guess | undefined {
  const { map, field } = unknown;
  const homes = childrenOf(field).filter(
    (child) => child.key !== 'status' && isCurrent(child, unknown.version) && knowsKey(child, unknown),
  );
  const [home] = homes;
  if (home === undefined || homes.length > 1) return undefined;
  const target = map.at(String(home.key));
  const isFree = isEmpty(target) || (target.kind === 'map' && !isWritten(target, unknown.key));
  const lost = isEmpty(target) ? lostIndentation(unknown, home) : [];
  return {
    sentence: say`it belongs one level down, in ${fieldName(home.path)}.`,
    isKnown: true,
    fixes: lost.length > 1 ? [moveAll(lost, target, home.path)] : isFree ? [moveFix(unknown, target, home.path)] : [],
  };
}

function isEmpty(node: ManifestNode): boolean {
  return node.kind === 'missing' || (node.kind === 'scalar' && node.value === null);
}

/** All keys beside this one that belong below `home`, which is empty: their indentation was lost, or never written. */
function lostIndentation(
  { map, field, version }: UnknownKey,
  home: SchemaField,
): readonly (readonly [string, ManifestNode])[] {
  const entries = map.entries();
  const from = entries.findIndex(([key]) => key === home.key);
  return entries.filter(([key, node], index) => {
    const own = childField(field, key);
    const isForeign = own === undefined || !own.named;
    return index > from && isForeign && knowsKey(home, { key, node, version });
  });
}

function moveAll(entries: readonly (readonly [string, ManifestNode])[], to: ManifestNode, path: ManifestPath): Fix {
  const edits = entries.map(([key, node]): Edit => ({ do: 'move', node, to, key }));
  return { title: say`Move ${entries.length} keys to ${code(path.join('.'))}`, edits, safe: false };
}

/** The only other place of the kind that knows the key; named, not moved to. */
function elsewhere({ key, field }: UnknownKey): Guess | undefined {
  const places = placesOfKey(field.schema, key);
  const [place] = places;
  if (place === undefined || places.length > 1) return undefined;
  return { sentence: say`the field of that name belongs to ${code(parentPath(place))}.`, fixes: [] };
}

function parentPath(path: ManifestPath): string {
  return path.slice(0, -1).join('.').replaceAll('.*', '[]');
}

function moveFix({ key, node }: UnknownKey, to: ManifestNode, path: ManifestPath): Fix {
  const edit: Edit = { do: 'move', node, to, key };
  const title =
    path.length === 0
      ? say`Move ${code(key)} to the top of the document`
      : say`Move ${code(key)} to ${code(path.join('.'))}`;
  return { title, edits: [edit], safe: false };
}

/** The field names the key, and would take the value. */
function knowsKey(field: SchemaField, { key, node, version }: Pick<UnknownKey, 'key' | 'node' | 'version'>): boolean {
  const child = childField(field, key);
  return child !== undefined && child.named && isCurrent(child, version) && takes(typesOf(child), node);
}

function takes(types: readonly JsonType[], node: ManifestNode): boolean {
  if (types.length === 0) return true;
  if (node.kind === 'map') return types.includes('object');
  if (node.kind === 'list') return types.includes('array');
  return types.some((type) => type !== 'object' && type !== 'array');
}

/** Not deprecated, nor foreign to the version in force. */
function isCurrent({ node }: SchemaField, version: OperatorVersion | undefined): boolean {
  if (node.successor !== undefined) return false;
  if (version === undefined) return node.until === undefined;
  return isInForce(node.since, node.until, version);
}

function isWritten(map: ManifestNode, key: string | number | undefined): boolean {
  return key !== undefined && map.at(key).kind !== 'missing';
}
