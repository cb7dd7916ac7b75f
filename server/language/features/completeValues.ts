import type { Markdown, Suggestion } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { joined, say } from '../../../schemas/vocabulary/say.ts';
import { ask } from '../ask.ts';
import { lookUp } from '../languageContext.ts';
import type { LanguageContext } from '../languageContext.ts';
import { vocabularyHelp } from '../vocabularyHelp.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { fieldHelp } from '../fieldHelp.ts';
import { fieldValues, keyword } from '../fieldText.ts';
import { typesOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Cursor } from '../yaml/index.ts';
import { isScalar, sampleValue } from './fieldSnippet.ts';
import type { Proposal } from './proposal.ts';

/** With its help in words. */
interface HelpedSuggestion extends Omit<Suggestion, 'help'> {
  readonly help?: Markdown;
}

/** Values for the field at the cursor: what the schema allows, what the vocabulary proposes, the default, and the sample. */
export function completeValues(
  context: LanguageContext,
  found: CursorSubject,
  field: SchemaField,
  cursor: Cursor,
  { withSample }: { readonly withSample: boolean },
): Proposal[] {
  const help = fieldHelp(context, found, field);
  const byValue = new Map<string, HelpedSuggestion>();
  const add = (suggestion: HelpedSuggestion) => {
    const key = String(suggestion.value);
    byValue.set(key, { ...suggestion, ...byValue.get(key) });
  };
  for (const suggestion of vocabularyValues(context, found, field)) add(suggestion);
  for (const value of fieldValues(field, found.version)) {
    const ofValue = help.of(value);
    add({ value, ...(ofValue ? { help: ofValue } : {}) });
  }
  const byDefault = keyword(field, 'default');
  if (typesOf(field).includes('boolean')) {
    for (const value of [true, false]) add({ value });
  }
  for (const value of [byDefault, withSample ? sampleValue(field) : undefined]) if (isScalar(value)) add({ value });
  const wantsText = typesOf(field).length === 1 && typesOf(field)[0] === 'string';
  const today = context.now().toISOString().slice(0, 10);
  return withoutTwins([...byValue.values()]).map((suggestion, index) =>
    proposal(context, ended(suggestion, today), index, wantsText, isSame(suggestion.value, byDefault), cursor),
  );
}

/** @param today as in `2026-11-12` */
function ended(suggestion: HelpedSuggestion, today: string): HelpedSuggestion {
  const { lastDay } = suggestion;
  return lastDay === undefined || lastDay >= today ? suggestion : { ...suggestion, deprecated: true };
}

/**
 * Of values that differ only in upper and lower case (`createdb`, `CREATEDB`) the lower one is enough, and of schedules that differ in
 * zeros (`30 0 * * *`, `30 00 * * *`) the first one.
 */
function withoutTwins(suggestions: readonly HelpedSuggestion[]): HelpedSuggestion[] {
  const written = new Set(suggestions.map(({ value }) => String(value)));
  const schedules = new Set<string>();
  return suggestions.filter(({ value }) => {
    const lower = String(value).toLowerCase();
    if (lower !== String(value) && written.has(lower)) return false;
    if (!isSchedule.test(lower)) return true;
    const isKnown = schedules.has(withoutZeros(lower));
    schedules.add(withoutZeros(lower));
    return !isKnown;
  });
}

function isSame(value: unknown, byDefault: unknown): boolean {
  if (value === byDefault) return true;
  return isSchedule.test(String(byDefault)) && withoutZeros(value) === withoutZeros(byDefault);
}

const isSchedule = /^[\d*/,-]+(?: [\d*/,-]+){4}$/;

function withoutZeros(schedule: unknown): string {
  return String(schedule).replaceAll(/(?<!\d)0+(?=\d)/g, '');
}

function vocabularyValues(
  context: LanguageContext,
  found: CursorSubject,
  field: SchemaField,
): readonly HelpedSuggestion[] {
  const { resource, version, claim } = found;
  const suggest = lookUp(context, claim.pack, 'suggest', keyword(field, 'suggest'));
  const node = resource.root.at(...found.path);
  const suggested = suggest
    ? ask(context, 'suggest', [], () => [...suggest({ resource, node, version, workspace: context.index })])
    : [];
  const dictionary =
    field.parent && !field.named ? lookUp(context, claim.pack, 'keys', keyword(field.parent, 'keys')) : undefined;
  const known = ask(context, 'keys', undefined, () => dictionary?.find(String(field.key), resource));
  return [...suggested, ...(known?.values ?? [])].map(({ help, ...each }) =>
    help === undefined ? each : { ...each, help: vocabularyHelp(context, { help }) },
  );
}

function proposal(
  { words }: LanguageContext,
  suggestion: HelpedSuggestion,
  index: number,
  wantsText: boolean,
  isDefault: boolean,
  cursor: Cursor,
): Proposal {
  const { value, detail, help, deprecated } = suggestion;
  const written = renderScalar(wantsText ? String(value) : value, cursor.quote);
  const remark = render(joined([detail ?? shortHelp(help) ?? '', isDefault ? say`default` : ''], ', '), words);
  return {
    label: String(value),
    kind: 'value',
    ...(remark ? { detail: remark } : {}),
    ...(help ? { documentation: help } : {}),
    sortText: `${deprecated ? '9' : '3'}${String(index).padStart(4, '0')}`,
    snippet: false,
    retrigger: false,
    ...(deprecated ? { deprecated } : {}),
    text: written,
  };
}

/** The first sentence, where it is short enough to stand beside the value. */
function shortHelp(help: Markdown | undefined): string | undefined {
  const [first = ''] = /^[^.。]*/.exec(help?.markdown ?? '') ?? [];
  return first !== '' && first.length <= 48 && !/[`*_[\]\\&<\n]/.test(first) ? first : undefined;
}
