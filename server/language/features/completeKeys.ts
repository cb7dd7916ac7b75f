import type { KnownKey } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { ask } from '../ask.ts';
import { lookUp } from '../languageContext.ts';
import { keyword } from '../fieldText.ts';
import { childField } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import type { Cursor } from '../yaml/index.ts';
import { askedKeys } from '../workspace/askedKeys.ts';
import { escapeSnippet, writtenKey } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import type { OfferPlace } from './refusedOffers.ts';
import { judgeKeys } from './refusedOffers.ts';
import { fieldSnippet, isScalarField } from './fieldSnippet.ts';
import type { SnippetPlace } from './fieldSnippet.ts';
import { vocabularyHelp } from '../vocabularyHelp.ts';
import { mapKeys } from './mapKeys.ts';
import type { MapKey } from './mapKeys.ts';
import { usualKeys } from './usualKeys.ts';

/** Keys that the map at the cursor does not have yet: required ones first, deprecated ones last, gone ones not at all. */
export function completeKeys(place: OfferPlace, map: SchemaField): Proposal[] {
  const { cursor } = place;
  const keys = mapKeys(place, map).filter(({ label }) => !cursor.siblings.has(label));
  const samples = new Map<string, string | number | boolean>();
  for (const { label, sample } of cursor.colonFollows ? [] : keys) if (sample !== undefined) samples.set(label, sample);
  const judged = judgeKeys(place, samples);
  const named = keys
    .filter(({ label }) => judged.get(label) !== 'no such key')
    .map((key) => namedKey(place, key, !judged.has(key.label)));
  return [...named, ...knownKeys(place, map), ...takenKeys(place)];
}

const dataMaps: ReadonlySet<unknown> = new Set(['data', 'stringData', 'binaryData']);

/** Of a Secret or ConfigMap: what others take from it, and what an operator would put there. */
function takenKeys({ context, cursor, found }: OfferPlace): Proposal[] {
  const { identity, root } = found.resource;
  const { kind, name, namespace } = identity;
  const isData = found.path.length === 1 && dataMaps.has(found.path[0]) && identity.apiVersion === 'v1';
  if (!isData || (kind !== 'Secret' && kind !== 'ConfigMap')) return [];
  const owner = { type: kind, name, namespace };
  const known = new Set([...askedKeys(context, owner), ...(context.index.keys(kind, name, namespace) ?? [])]);
  const written = [...dataMaps].flatMap((map) =>
    root
      .at(String(map))
      .entries()
      .map(([key]) => key),
  );
  for (const key of [...written, ...cursor.siblings]) known.delete(key);
  return [...known].map((key) => ({
    label: key,
    kind: 'key',
    sortText: `0${key}`,
    snippet: !cursor.colonFollows,
    retrigger: false,
    text: cursor.colonFollows ? writtenKey(key, cursor) : `${escapeSnippet(writtenKey(key, cursor))}: $1`,
  }));
}

function namedKey(place: SnippetPlace, key: MapKey, withValue: boolean): Proposal {
  const { cursor } = place;
  const { label, detail, documentation, sortText, deprecated } = key;
  const { text, opens } = cursor.colonFollows
    ? { text: writtenKey(label, cursor), opens: false }
    : key.snippet(place, withValue);
  return {
    label,
    kind: 'key',
    detail,
    ...(documentation ? { documentation } : {}),
    sortText,
    snippet: !cursor.colonFollows,
    retrigger: opens,
    ...(deprecated ? { deprecated } : {}),
    text,
  };
}

function knownKeys(place: OfferPlace, map: SchemaField): Proposal[] {
  const { context, found, cursor } = place;
  const dictionary = lookUp(context, found.claim.pack, 'keys', keyword(map, 'keys'));
  if (!dictionary) return [];
  const known = ask(context, 'keys', [], () => [...dictionary.keys(found.resource)]);
  const others = known.filter(({ key }) => !cursor.siblings.has(key));
  const inserted = new Map<string, string>();
  for (const { key, insert, values } of cursor.colonFollows ? [] : others) {
    if (insert && !values?.length) inserted.set(key, insertedValue(insert));
  }
  const judged = judgeKeys(place, inserted, true);
  const usual = usualKeys(context, found, map.path);
  return others
    .filter(({ key }) => judged.get(key) !== 'no such key')
    .map((each) => ({
      ...knownKey(place, map, judged.has(each.key) ? { ...each, insert: '' } : each),
      sortText: `${usual.order(each.key)}${each.key}`,
    }));
}

function knownKey(place: SnippetPlace, map: SchemaField, known: KnownKey): Omit<Proposal, 'sortText'> {
  const { cursor } = place;
  const { key, detail, values } = known;
  const field = childField(map, key);
  const choose = values !== undefined && values.length > 0;
  return {
    label: key,
    kind: 'key',
    ...(detail ? { detail: render(detail, place.context.words) } : {}),
    documentation: vocabularyHelp(place.context, known),
    snippet: !cursor.colonFollows,
    retrigger: choose && !cursor.colonFollows,
    text: cursor.colonFollows
      ? writtenKey(key, cursor)
      : field && !isScalarField(field)
        ? fieldSnippet(place, field).text
        : knownEntry(known, cursor),
  };
}

/** `insert` is what is written, with the quotes that it needs. */
function insertedValue(insert: string): string {
  return insert.startsWith('"') ? String(JSON.parse(insert)) : insert;
}

/** Where there is a choice, the list of values opens behind the key. */
function knownEntry({ key, insert, values }: KnownKey, cursor: Cursor): string {
  const value = insert && !values?.length ? `\${1:${escapeSnippet(insert)}}` : '$1';
  return `${escapeSnippet(writtenKey(key, cursor))}: ${value}`;
}
