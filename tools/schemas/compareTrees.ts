import { ownValue } from '../../schemas/compiler/authoredSchema.ts';
import type { SchemaTree } from '../../schemas/compiler/schemaTree.ts';

export interface Difference {
  readonly kind: 'missing' | 'extra' | 'different';
  /** `spec.users[].name`; `*` stands for any key of a map. */
  readonly path: string;
  /** The steps of that path: `[]` into an item, `*` into any value of a map, `anyOf/0` and `not` into what is asked of a value besides. */
  readonly steps: readonly string[];
  readonly text: string;
  /** Why it is meant to be (`x-deviates`); absent: it is not. */
  readonly reason?: string;
}

export interface Comparison {
  /** Places that were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** Places with `x-deviates`, each with its reason, at which and below which nothing differs. */
  readonly unneeded: ReadonlyMap<string, string>;
}

interface Place {
  readonly path: readonly string[];
  readonly reason: string | undefined;
  readonly result: { compared: number; readonly differences: Difference[]; readonly unneeded: Map<string, string> };
}

/**
 * Compares an authored schema with that of a CRD. A difference at or below a place with `x-deviates` is known. Where the CRD
 * takes anything, a schema that says more differs once, at the outermost such place.
 */
export function compareTrees(ours: SchemaTree, crd: SchemaTree): Comparison {
  const result = { compared: 0, differences: [], unneeded: new Map<string, string>() };
  compareNode(ours, crd, { path: [], reason: undefined, result });
  return result;
}

function compareNode(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  const inside = ours.deviates === undefined ? place : { ...place, reason: ours.deviates };
  const before = place.result.differences.length;
  place.result.compared += 1;
  compareTypes(ours, crd, inside);
  compareValues(ours, crd, inside);
  compareObject(ours, crd, inside);
  compareBranches(ours, crd, inside);
  compareNested('items', '[]', ours, crd, inside);
  const needed = place.result.differences.slice(before).some(({ reason }) => reason === ours.deviates);
  if (ours.deviates !== undefined && !needed) place.result.unneeded.set(pathText(place), ours.deviates);
}

function compareNested(
  keyword: 'items' | 'values' | 'not',
  key: string,
  ours: SchemaTree,
  crd: SchemaTree,
  place: Place,
): void {
  const [mine, theirs] = [ours[keyword], crd[keyword]];
  if (mine !== undefined && theirs !== undefined) compareNode(mine, theirs, step(place, key));
  else if (mine !== undefined || theirs !== undefined) compareKeyword(keyword, mine, theirs, place);
}

function compareTypes(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  compareLists('type', ours.type ?? [], crd.type ?? [], place);
  compareKeyword('nullable', ours.nullable, crd.nullable, place);
}

/** Keywords whose values are equal or are not. */
const plain = [
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'list',
  'atomic',
  'embedded',
  'keyFormat',
  'maxBytes',
] as const;

function compareValues(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  // CRDs copy of Kubernetes' own types what their declarations say, which are not all the constraints.
  const isConstrained = (theirs: unknown) => ours.kubernetes === true && theirs === undefined;
  const isFiner = isConstrained(crd.enum) || (ours.enumLenient === true && crd.enum === undefined);
  if (!isFiner) compareLists('enum', ours.enum ?? [], crd.enum ?? [], place);
  if (!isConstrained(crd.pattern)) compareKeyword('pattern', ours.pattern?.source, crd.pattern?.source, place);
  for (const keyword of plain) {
    if (!isConstrained(crd[keyword])) compareKeyword(keyword, ours[keyword], crd[keyword], place);
  }
  if (ours.default !== undefined && crd.default !== undefined) {
    compareKeyword('default', ours.default, crd.default, place);
  }
  compareKeyword('uniqueItems', ours.uniqueItems, crd.uniqueItems, place);
  compareLists('list-map-keys', ours.listKeys ?? [], crd.listKeys ?? [], place);
  compareRules(ours, crd, place);
}

function compareRules(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  const [mine, theirs] = [expressionsOf(ours), expressionsOf(crd)];
  const known = ours.kubernetes === true ? mine.filter((rule) => theirs.includes(rule)) : mine;
  compareLists('rules', known, theirs, place);
}

/** Without the blanks by which rules are laid out; some CRDs say one twice. */
function expressionsOf({ rules = [] }: SchemaTree): readonly string[] {
  return [...new Set(rules.map(({ rule }) => rule.replaceAll(/\s+/g, ' ').trim()))];
}

function compareObject(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  const isOpen = crd.unknown !== undefined;
  if (!isRoot(place) || !isOpen) compareKeyword('preserve-unknown-fields', ours.unknown !== undefined, isOpen, place);
  if (isOpen && crd.properties === undefined && crd.values === undefined) {
    const refused = firstRefusal(ours, place);
    if (refused !== undefined && !isRoot(place)) add('different', place, `the CRD takes anything: not so ${refused}`);
    return;
  }
  compareNested('values', '*', ours, crd, place);
  const required = [...(ours.required ?? []), ...(ours.expected ?? [])];
  compareLists('required', ownKeys(required, place), ownKeys(crd.required ?? [], place), place);
  compareProperties(ours, crd, place);
}

function compareProperties(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  const [mine, theirs] = [ours.properties ?? {}, crd.properties ?? {}];
  for (const key of ownKeys(Object.keys(theirs), place)) {
    const [property, other] = [ownValue(mine, key), ownValue(theirs, key) ?? {}];
    const below = step(place, key);
    if (property === undefined) add('missing', below, 'the CRD has this field');
    else compareNode(property, other, below);
    if (ours.required?.includes(key) === true && property?.default !== undefined) {
      compareKeyword('default', property.default, other.default, below);
    }
  }
  for (const key of ownKeys(Object.keys(mine), place)) {
    if (ownValue(theirs, key) !== undefined) continue;
    const reason = mine[key]?.deviates ?? place.reason;
    add('extra', { ...step(place, key), reason }, 'the CRD has no such field');
  }
}

function compareBranches(ours: SchemaTree, crd: SchemaTree, place: Place): void {
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const [mine, theirs] = [ours[keyword] ?? [], crd[keyword] ?? []];
    compareKeyword(keyword, mine.length, theirs.length, place);
    mine.forEach((branch, index) => {
      const other = theirs[index];
      if (other !== undefined) compareNode(branch, other, step(place, `${keyword}/${String(index)}`));
    });
  }
  compareNested('not', 'not', ours, crd, place);
}

function isRoot({ path }: Place): boolean {
  return path.length === 0;
}

/** Keywords by which a value is refused. */
const refusing = [
  ...plain,
  ...([
    'type',
    'enum',
    'pattern',
    'uniqueItems',
    'listKeys',
    'required',
    'rules',
    'anyOf',
    'oneOf',
    'allOf',
    'not',
  ] as const),
];

/** The first place below one at which a schema refuses anything. */
function firstRefusal(tree: SchemaTree, place: Place): string | undefined {
  const below: (readonly [string, SchemaTree])[] = Object.entries(tree.properties ?? {});
  if (tree.values !== undefined) below.push(['*', tree.values]);
  if (tree.items !== undefined) below.push(['[]', tree.items]);
  for (const [key, child] of below) {
    const inside = step(place, key);
    const isClosed = child.properties !== undefined && child.values === undefined && child.unknown === undefined;
    if (isClosed || refusing.some((keyword) => child[keyword] !== undefined)) return pathText(inside);
    const deeper = firstRefusal(child, inside);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** What the compiler adds to every kind is not compared. */
function ownKeys(keys: readonly string[], place: Place): readonly string[] {
  return isRoot(place) ? keys.filter((key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key)) : keys;
}

function compareLists(keyword: string, ours: readonly unknown[], theirs: readonly unknown[], place: Place): void {
  const [mine, others] = [ours, theirs].map((list) => list.map((value) => JSON.stringify(value)).sort()) as [
    string[],
    string[],
  ];
  if (mine.join() === others.join()) return;
  const only = (list: string[], other: string[]) => list.filter((value) => !other.includes(value)).join(' ');
  const [here, there] = [only(mine, others), only(others, mine)].map((list) => (list === '' ? 'nothing' : list));
  add('different', place, `${keyword}: only here ${String(here)}, only in the CRD ${String(there)}`);
}

function compareKeyword(keyword: string, ours: unknown, theirs: unknown, place: Place): void {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
  const show = (value: unknown) =>
    value === undefined ? 'not set' : typeof value === 'object' ? 'set' : JSON.stringify(value);
  add('different', place, `${keyword}: ${show(ours)} here, ${show(theirs)} in the CRD`);
}

function add(kind: Difference['kind'], place: Place, text: string): void {
  const { reason, result } = place;
  const path = pathText(place);
  result.differences.push({ kind, path, steps: place.path, text, ...(reason === undefined ? {} : { reason }) });
}

function pathText({ path }: Place): string {
  return path.join('.').replaceAll('.[]', '[]');
}

function step(place: Place, key: string): Place {
  return { ...place, path: [...place.path, key] };
}
