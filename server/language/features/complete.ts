import type { Completion, Position } from '../answers.ts';
import { chartSubjectsAt } from '../charts/chartSubjectsAt.ts';
import type { LanguageContext } from '../languageContext.ts';
import { subjectAt } from '../subjects/subjectAt.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { rangeOf } from '../findingSpan.ts';
import { fieldAt, typesOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { offsetIn } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { cursorAt } from '../yaml/index.ts';
import type { Cursor, ManifestDocument } from '../yaml/index.ts';
import { innerAt } from '../charts/innerAt.ts';
import { headerKeys, headerValues, wholeManifests } from './completeHeader.ts';
import { completeDirectives } from './completeDirectives.ts';
import { completeKeys } from './completeKeys.ts';
import { completeTexts } from './completeTexts.ts';
import { awaitedNames, completeNames, ownNames } from './completeNames.ts';
import { saidKeys, withSaid } from './completeSaid.ts';
import { mostNames } from './mostNames.ts';
import { completeValues } from './completeValues.ts';
import type { Proposal } from './proposal.ts';
import { withFilters } from './withFilters.ts';
import { withoutRefused } from './refusedOffers.ts';

/** What can stand at the cursor. The text around it may be broken; what it is about is read from the text, not from a parse. */
export function complete(context: LanguageContext, file: ManifestFile, position: Position): Completion[] {
  if (file.at(position).slot.isTooLarge) return [];
  const { placed, cursor, document } = cursorIn(context, file, position);
  const inText = completeTexts(context, placed, offsetIn(placed, position));
  if (inText) return inText.proposals.map(placeAt(placed, inText.cursor));
  if (cursor.place === 'comment') return completeDirectives(context, file, placed, position);
  const offered = new Set<string>();
  return [cursor, ...cursor.others].flatMap((each, index) => {
    const proposals = propose({ context, uri: file.uri, document }, placed, each);
    const found = withFilters(placed.slot.text, each, proposals).map(placeAt(placed, each, index));
    const others = found.filter(({ label }) => !offered.has(label));
    for (const { label } of others) offered.add(label);
    return others;
  });
}

export interface PlacedCursor {
  readonly placed: PlacedSlot;
  readonly cursor: Cursor;
  /** In a text that holds YAML, its document: the path is counted from there. */
  readonly document?: ManifestDocument | undefined;
}

/** Where a person is typing, found in the text of one document. */
export function cursorIn(context: LanguageContext, file: ManifestFile, position: Position): PlacedCursor {
  const placed = file.at(position);
  const { slot } = placed;
  const offset = offsetIn(placed, position);
  const inner = innerAt(context, slot, offset);
  if (!inner) return { placed, cursor: cursorAt(slot.text, offset) };
  const { document, start, end } = inner;
  return { placed, cursor: moved(cursorAt(slot.text.slice(start, end), offset - start), start), document };
}

function moved(cursor: Cursor, by: number): Cursor {
  const { start, end } = cursor.replace;
  const others = cursor.others.map((other) => moved(other, by));
  return { ...cursor, replace: { start: start + by, end: end + by }, others };
}

/** Turns what is proposed into what an editor does when a person accepts it. */
export function placeAt(placed: PlacedSlot, cursor: Cursor, rank = 0): (proposal: Proposal) => Completion {
  const { slot } = placed;
  const range = rangeOf(placed, cursor.replace);
  const lineStart = slot.lines.lineStart(slot.lines.positionAt(cursor.replace.start).line);
  const indent = /^ */.exec(slot.text.slice(lineStart, cursor.replace.start))?.[0].length ?? 0;
  return ({ text, isGuess: _, ...proposal }) => ({
    ...proposal,
    label: cursor.before.endsWith('- ') ? `- ${proposal.label}` : proposal.label,
    sortText: rank === 0 ? proposal.sortText : `${'~'.repeat(rank)}${proposal.sortText}`,
    edit: { range, text: cursor.before + outdent(text, indent) + cursor.behind },
  });
}

/** Editors indent the lines behind the first as the line on which a completion is accepted. */
function outdent(text: string, indent: number): string {
  return text.replaceAll(/\n( +)/g, (_, blanks: string) => `\n${blanks.slice(indent)}`);
}

interface Asked {
  readonly context: LanguageContext;
  readonly uri: string;
  readonly document: ManifestDocument | undefined;
}

function propose({ context, uri, document }: Asked, placed: PlacedSlot, cursor: Cursor): Proposal[] {
  const { slot } = placed;
  if (cursor.place === 'comment' || cursor.place === 'text') return [];
  const ofCharts = chartSubjectsAt(context, { slot, path: cursor.path, document });
  const forChart = ofCharts.flatMap((found) => proposeAt({ context, uri }, placed, cursor, found, noNames));
  if (cursor.place === 'top' && !context.packs.file(uri))
    return [...forChart, ...wholeManifests(context), ...headerKeys(context, slot, cursor)];
  const inHeader =
    !document && cursor.path.length === 1 && (cursor.path[0] === 'apiVersion' || cursor.path[0] === 'kind');
  if (cursor.place === 'value' && inHeader) return headerValues(context, slot, cursor);
  if (slot.isTemplate) return [];
  const found = subjectAt(context, { slot, path: cursor.path, document });
  if (!found) {
    if (ofCharts.length > 0) return forChart;
    const atRoot = cursor.place === 'key' && cursor.path.length === 0;
    return atRoot ? [...headerKeys(context, slot, cursor), ...wholeManifestsIfEmpty(context, cursor)] : [];
  }
  const names: NamesHere = {
    known: () => completeNames(context, placed, cursor),
    awaited: () => awaitedNames(context, placed, cursor),
    own: () => ownNames(context, placed, cursor, found.resource.identity.name),
  };
  return [...proposeAt({ context, uri }, placed, cursor, found, names), ...forChart];
}

/** Names that can stand at the cursor. */
interface NamesHere {
  readonly known: () => readonly Proposal[];
  readonly awaited: () => readonly string[];
  readonly own: () => readonly string[];
}

const noNames: NamesHere = { known: () => [], awaited: () => [], own: () => [] };

/** What one subject has for the cursor. */
function proposeAt(
  { context, uri }: Pick<Asked, 'context' | 'uri'>,
  { slot }: PlacedSlot,
  cursor: Cursor,
  found: CursorSubject,
  namesHere: NamesHere,
): Proposal[] {
  const field = found.schema && fieldAt(found.schema, found.path);
  const place = { context, uri, slot, cursor, found, field };
  const keys = (map: SchemaField) => {
    const named = completeKeys(place, map);
    const known = new Set(named.map(({ label }) => label));
    return [...named, ...saidKeys(place, map, namesHere.awaited).filter(({ label }) => !known.has(label))];
  };
  if (cursor.place === 'key' || cursor.place === 'top') return field ? keys(field) : [];
  const isMap = field && (typesOf(field).includes('object') || field.nodes.some((node) => node.properties));
  if (cursor.place === 'item' && isMap) return keys(field);
  if (cursor.place === 'item' && cursor.siblings.size > 0) return [];
  const names = namesHere.known();
  const known = new Set(names.map(({ label }) => label));
  // Where names are known, a sample of one would be a name that nothing has.
  const values = field ? completeValues(context, found, field, cursor, { withSample: names.length === 0 }) : [];
  const others = values.filter(({ label }) => !known.has(label));
  // Of very many only those are tried that nobody has written.
  if (names.length >= mostNames) return [...names, ...withoutRefused(place, others)];
  const said = withSaid(place, [...names, ...others], namesHere.awaited(), namesHere.own());
  return withoutRefused(place, said);
}

function wholeManifestsIfEmpty(context: LanguageContext, cursor: Cursor): Proposal[] {
  return cursor.siblings.size === 0 ? wholeManifests(context) : [];
}
