import type { KnownKey, Markdown } from '../../../schemas/contract/index.ts';
import { ask } from '../ask.ts';
import { lookUp } from '../languageContext.ts';
import { fieldHelp } from '../fieldHelp.ts';
import { isAvailable, keyword, typeText } from '../fieldText.ts';
import { childField, childrenOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import type { Cursor } from '../yaml/index.ts';
import { askedKeys } from './askedKeys.ts';
import { escapeSnippet, writtenKey } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import type { OfferPlace } from './refusedOffers.ts';
import { judgeKeys } from './refusedOffers.ts';
import { fieldSnippet, isScalarField, writtenSample } from './fieldSnippet.ts';
import type { SnippetPlace } from './fieldSnippet.ts';
import { usualKeys } from './usualKeys.ts';
import type { UsualMap } from './usualKeys.ts';

/** Keys that the map at the cursor does not have yet: required ones first, deprecated ones last, gone ones not at all. */
export function completeKeys(place: OfferPlace, map: SchemaField): Proposal[] {
  const { context, found, cursor } = place;
  const fields = childrenOf(map).filter(
    (field) => !cursor.siblings.has(String(field.key)) && isAvailable(field, found.version) && !isStatus(field),
  );
  const samples = new Map<string, string | number | boolean>();
  for (const field of cursor.colonFollows ? [] : fields) {
    const sample = writtenSample(field);
    if (sample !== undefined) samples.set(String(field.key), sample);
  }
  const judged = judgeKeys(place, samples);
  const usual = usualKeys(context, found, map.path);
  const named = fields
    .filter(({ key }) => judged.get(String(key)) !== 'no such key')
    .map((field) =>
      namedKey(
        { place, usual, field, withValue: !judged.has(String(field.key)) },
        fieldHelp(context, found, field).text,
      ),
    );
  return [...named, ...knownKeys(place, map, usual), ...takenKeys(place)];
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

/** Written by the operator, never by a person. */
function isStatus({ path }: SchemaField): boolean {
  return path.length === 1 && path[0] === 'status';
}

interface NamedKey {
  readonly place: SnippetPlace;
  readonly usual: UsualMap;
  readonly field: SchemaField;
  readonly withValue: boolean;
}

function namedKey({ place, usual, field, withValue }: NamedKey, help: Markdown | undefined): Proposal {
  const { cursor } = place;
  const label = String(field.key);
  const deprecated = keyword(field, 'successor') !== undefined;
  const needed = field.required || (field.expected && !usual.isSeldom(label));
  const { text, opens } = cursor.colonFollows
    ? { text: writtenKey(label, cursor), opens: false }
    : fieldSnippet(place, field, withValue);
  return {
    label,
    kind: 'key',
    detail: [typeText(field), field.required ? 'required' : ''].filter(Boolean).join(', '),
    ...(help ? { documentation: help } : {}),
    sortText: `${deprecated ? '9' : needed ? '0' : ''}${usual.order(label)}${label}`,
    snippet: !cursor.colonFollows,
    retrigger: opens,
    ...(deprecated ? { deprecated } : {}),
    text,
  };
}

function knownKeys(place: OfferPlace, map: SchemaField, usual: UsualMap): Proposal[] {
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
  return others
    .filter(({ key }) => judged.get(key) !== 'no such key')
    .map((each) => ({
      ...knownKey(place, map, judged.has(each.key) ? { ...each, insert: '' } : each),
      sortText: `${usual.order(each.key)}${each.key}`,
    }));
}

function knownKey(place: SnippetPlace, map: SchemaField, known: KnownKey): Omit<Proposal, 'sortText'> {
  const { cursor } = place;
  const { key, detail, help, values } = known;
  const field = childField(map, key);
  const choose = values !== undefined && values.length > 0;
  return {
    label: key,
    kind: 'key',
    ...(detail ? { detail } : {}),
    documentation: help,
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
