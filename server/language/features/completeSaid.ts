import type { Labels } from '../../../schemas/contract/recipe.ts';
import { ask } from '../ask.ts';
import { childField, typesOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import { clusterWide } from '../workspace/readNames.ts';
import { fieldSnippet } from './fieldSnippet.ts';
import { escapeSnippet, writtenKey } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { judgeKeys } from './refusedOffers.ts';
import type { OfferPlace } from './refusedOffers.ts';
import { entriesSaidBefore, isLabelMap, valuesSaidBefore } from './saidBefore.ts';
import type { SaidEntry, SayingPlace } from './saidBefore.ts';

/** In front of everything; behind what is known to exist; behind that. */
const first = '0';
const second = '2';

/**
 * What is offered as a value, with what was said before: a name that exists is moved to the front by it, anything else comes behind
 * the names.
 * @param awaited names that somebody refers to and that nothing declares, where one is declared
 * @param own what is likely as well, from the resource itself
 */
export function withSaid(
  place: OfferPlace,
  proposals: readonly Proposal[],
  awaited: readonly string[],
  own: readonly string[],
): Proposal[] {
  const { field } = place;
  // Where only some values are possible, or `true` and `false`, their order says enough.
  const isChoice = field?.nodes.some((node) => node.enum !== undefined || node.type?.includes('boolean')) ?? false;
  if (isChoice) return [...proposals];
  const said = [...new Set([...own, ...namespacesSaid(place), ...valuesSaidBefore(sayingPlace(place))])];
  const known = new Map(proposals.map((each) => [each.label, each]));
  const isText = field ? typesOf(field).length === 1 && typesOf(field)[0] === 'string' : true;
  for (const [index, name] of awaited.entries()) {
    const order = `${first}${digits(index)}`;
    known.set(name, { ...(known.get(name) ?? saidValue(name, isText, place)), sortText: order });
  }
  for (const [index, value] of said.entries()) {
    const label = String(value);
    const before = known.get(label);
    if (before && awaited.includes(label)) continue;
    const order = `${before?.kind === 'reference' ? first : second}${digits(index)}`;
    known.set(label, { ...(before ?? saidValue(value, isText, place)), sortText: order });
  }
  return [...known.values()];
}

function saidValue(value: string | number, isText: boolean, { cursor }: OfferPlace): Proposal {
  return {
    label: String(value),
    kind: 'value',
    sortText: second,
    isGuess: true,
    snippet: false,
    retrigger: false,
    text: renderScalar(isText ? String(value) : value, cursor.quote, cursor.flow),
  };
}

/** What a whole workspace is written for, where a namespace is wanted. */
function namespacesSaid({ context, found }: OfferPlace): readonly string[] {
  const isNamespace = /namespace$/i.test(String(found.path.at(-1) ?? ''));
  if (!isNamespace) return [];
  const counts = new Map<string, number>();
  for (const { entry } of context.names.all()) {
    const { self, namespace } = entry;
    if (self && namespace !== '' && namespace !== clusterWide) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const byUse = [...counts].sort(([a, first], [b, other]) => other - first || (a < b ? -1 : 1));
  return byUse.slice(0, mostNamespaces).map(([name]) => name);
}

const mostNamespaces = 20;

/**
 * Keys of maps that only their author knows: names that are referred to, labels of the pods that an operator makes, and what other
 * maps of the kind have.
 */
export function saidKeys(place: OfferPlace, map: SchemaField, awaited: () => readonly string[]): Proposal[] {
  const { cursor, found } = place;
  const isOpen = map.nodes.some((node) => node.values !== undefined) || !map.nodes.some((node) => node.properties);
  if (!isOpen) return [];
  const isLabels = isLabelMap(found.path);
  const entries: SaidEntry[] = [
    ...awaited().map((key) => ({ key, value: undefined })),
    ...entriesSaidBefore(sayingPlace(place)),
    ...(isLabels ? [...labelsOfPods(place), ...usualLabels.map((key) => ({ key, value: undefined }))] : []),
  ];
  const others = new Map(
    entries.filter(({ key }) => !cursor.siblings.has(key)).map((entry) => [entry.key, entry] as const),
  );
  const tried = new Map([...others].map(([key, { value }]) => [key, value ?? 'x'] as const));
  const judged = judgeKeys(place, tried);
  return [...others.values()]
    .filter(({ key }) => judged.get(key) !== 'no such key')
    .map((entry, index) => saidKey(place, map, entry, index));
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const usualLabels = [
  'app',
  ...['name', 'instance', 'part-of', 'component', 'version', 'managed-by'].map((word) => `app.kubernetes.io/${word}`),
];

function saidKey(place: OfferPlace, map: SchemaField, { key, value }: SaidEntry, index: number): Proposal {
  const { cursor } = place;
  const field = childField(map, key);
  const written = writtenKey(key, cursor);
  const entry =
    value !== undefined
      ? `${escapeSnippet(written)}: \${1:${escapeSnippet(renderScalar(value))}}`
      : field
        ? fieldSnippet(place, field).text
        : `${escapeSnippet(written)}: $1`;
  return {
    label: key,
    kind: 'key',
    ...(value === undefined ? {} : { detail: value }),
    sortText: `${first}${digits(index)}`,
    snippet: !cursor.colonFollows,
    retrigger: false,
    text: cursor.colonFollows ? written : entry,
  };
}

/** Those by which its operator finds the pods of this resource: selectors and rules of placement ask for them. */
function labelsOfPods({ context, found }: OfferPlace): SaidEntry[] {
  const { recipe } = found.claim.pack.system;
  const made = recipe && ask(context, 'recipe', undefined, () => recipe(found.resource));
  const groups: readonly Labels[] = [...(made?.members ?? []), ...(made?.companions ?? [])].map(({ labels }) => labels);
  return groups.flatMap((labels) => Object.entries(labels).map(([key, value]) => ({ key, value })));
}

function sayingPlace({ context, uri, slot, found }: OfferPlace): SayingPlace {
  return { context, uri, slot, resource: found.resource, path: found.path };
}

function digits(index: number): string {
  return String(index).padStart(3, '0');
}
