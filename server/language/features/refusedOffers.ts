import type { ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { chartOf } from '../subjects/claimedSubjects.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { SchemaField } from '../schema/types.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { isBroken } from '../yaml/index.ts';
import type { Cursor, ScalarContent } from '../yaml/index.ts';
import { imaginedValue, suspects } from './imagined.ts';
import type { Asked } from './imagined.ts';
import { probe, probedDocument } from './probedDocument.ts';
import type { Probed } from './probedDocument.ts';
import type { Proposal } from './proposal.ts';
import { scalarOf, TriedMap } from './triedMap.ts';
import type { Judgement } from './triedMap.ts';

export interface OfferPlace {
  readonly context: LanguageContext;
  readonly uri: string;
  readonly slot: ManifestSlot;
  readonly cursor: Cursor;
  readonly found: CursorSubject;
  readonly field: SchemaField | undefined;
}

/** The values that would stay without an error and a warning of ours, and are not in the list already. */
export function withoutRefused(place: OfferPlace, proposals: readonly Proposal[]): Proposal[] {
  const resource = probedResource(place, place.found.path);
  if (!resource) return [...proposals];
  const { context, uri, cursor, found, field } = place;
  const { path } = found;
  const isFine = imaginedValue({ context, uri, found, resource, path, field });
  const list = cursor.place === 'item' ? resource.root.at(...path.slice(0, -1)).items() : [];
  const others = new Set(list.map(({ value }) => value));
  return proposals.filter((proposal) => !others.has(proposal.label) && isFine(contentOf(proposal)));
}

export type Entries = ReadonlyMap<string, string | number | boolean>;

/**
 * What we would say about keys with their values: where every value is refused, so is the key.
 * @param isLong of very many keys, such as parameters, only those are asked about that are refused beside all others
 */
export function judgeKeys(place: OfferPlace, entries: Entries, isLong = false): ReadonlyMap<string, Judgement> {
  const { context, uri, cursor, found } = place;
  const isItem = cursor.place === 'item';
  const resource = entries.size === 0 ? undefined : probedResource(place, isItem ? found.path : [...found.path, probe]);
  if (!resource) return new Map();
  const asked = { context, uri, found, resource, path: found.path, field: undefined };
  const tried = triedMap(probedDocument(context, place.slot, cursor), asked);
  const doubtful = isLong
    ? suspects(asked, new Map([...entries].map(([key, value]) => [key, scalarOf(value)] as const)))
    : new Set(entries.keys());
  const judged = new Map<string, Judgement>();
  for (const [key, value] of entries) {
    const judgement = doubtful.has(key) ? tried.judge(key, value) : undefined;
    if (judgement) judged.set(key, judgement);
  }
  return judged;
}

const triedKey = Symbol('maps in which keys were tried');

function triedMap({ memos }: Probed, asked: Asked): TriedMap {
  const known = memos.read(triedKey, (): { last?: TriedMap } => ({}));
  if (!known.last?.isAbout(asked)) known.last = new TriedMap(asked, asked.context.workspace.clock);
  return known.last;
}

/** The subject with the probe at a path; of broken text we would judge by a guess. */
function probedResource({ context, uri, slot, cursor, found }: OfferPlace, path: ManifestPath): Resource | undefined {
  const { document } = probedDocument(context, slot, cursor);
  if (isBroken(document)) return undefined;
  const around = { workspace: context.index, chart: chartOf(context, slot), uri };
  const probed = subjectsOf(context.packs, document, around).find(
    ({ claim, resource: { root } }) => claim.subject === found.claim.subject && root.at(...path).value === probe,
  );
  if (!probed) return undefined;
  const { identity } = document.resources[probed.number] ?? probed.resource;
  return context.workspace.isPartial(uri, identity) ? { ...probed.resource, partial: true } : probed.resource;
}

function contentOf({ label, text }: Proposal): ScalarContent {
  return { text: label, style: /^["']/.test(text) ? 'double' : 'plain' };
}
