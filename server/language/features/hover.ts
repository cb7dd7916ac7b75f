import type { ManifestNode, Markdown } from '../../../schemas/contract/index.ts';
import {
  code,
  joinMarkdown,
  markdown,
  markdownIn,
  placeLink,
  saidMarkdown,
} from '../../../schemas/vocabulary/markdown.ts';
import { isSaid } from '../../../schemas/vocabulary/say.ts';
import type { Hover, Position } from '../answers.ts';
import { chartSubjectsAt } from '../charts/chartSubjectsAt.ts';
import { ask } from '../ask.ts';
import { decodedUri } from '../decodedUri.ts';
import { lookUp } from '../languageContext.ts';
import type { LanguageContext } from '../languageContext.ts';
import { innerAt } from '../charts/innerAt.ts';
import { subjectAt } from '../subjects/subjectAt.ts';
import type { CursorSubject, SubjectPlace } from '../subjects/subjectAt.ts';
import { fieldHelp } from '../fieldHelp.ts';
import { fieldValues, keyword, typeText } from '../fieldText.ts';
import { rangeOf } from '../findingSpan.ts';
import { isOfKubernetes } from '../schema/isOfKubernetes.ts';
import { fieldAt } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { vocabularyHelp } from '../vocabularyHelp.ts';
import { offsetIn, placeOf } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { derivedLines, keysLine } from './derivedLines.ts';
import { writtenNamesAt } from './nameAt.ts';
import { queryOf } from '../workspace/nameQuery.ts';
import { createRuleContext } from '../problems/createRuleContext.ts';
import { isSameList } from '../queries/isSameList.ts';
import { nameWord } from './nameWord.ts';
import { placeNames } from './usualKeys.ts';

/**
 * What was worked out about the field or name under the cursor, where the name comes from, and then the help that everybody gets. At
 * the end stands what it was read from.
 */
export function hover(context: LanguageContext, file: ManifestFile, position: Position): Hover | undefined {
  const placed = file.at(position);
  const { slot } = placed;
  const offset = offsetIn(placed, position);
  const document = innerAt(context, slot, offset)?.document;
  const hit = slot.document.template ? undefined : (document ?? slot.document).nodeAt(offset);
  if (!hit || (hit.on === 'value' && hit.node.kind !== 'scalar')) return undefined;
  const { found, field } = fieldHit(context, { slot, path: hit.node.path, document });
  if (!found) return undefined;
  const help = field && helpParts(context, found, field, hit.node);
  const own = [
    ...(field
      ? [explainedPart(context, found, field, hit.node), describedPart(context, found, file.uri, hit.node)]
      : []),
    derivedPart(context, found),
    ...originParts(context, file, position),
  ].filter((part) => part !== undefined);
  if (!help && own.length === 0 && !found.definition) return undefined;
  const parts = [
    ...(help ? [help.title] : []),
    ...own,
    ...(help ? help.texts : []),
    footer(context, found, hit.node.path.at(-1) === 'kind' ? undefined : help?.manual),
  ];
  const span = hit.on === 'key' && hit.node.keySpan ? hit.node.keySpan : hit.node.span;
  return { text: joinMarkdown(parts, '\n\n'), range: rangeOf(placed, span, true) };
}

/** What a pack says of a place, or the chart whose values it is in: the pack knows more. */
function fieldHit(
  context: LanguageContext,
  place: SubjectPlace,
): { readonly found: CursorSubject | undefined; readonly field: SchemaField | undefined } {
  const claimed = subjectAt(context, place);
  for (const found of [...(claimed ? [claimed] : []), ...chartSubjectsAt(context, place)]) {
    const field = found.schema && fieldAt(found.schema, found.path);
    if (field) return { found, field };
  }
  return { found: claimed, field: undefined };
}

/** More places than these tell nobody where a name comes from. */
const mostPlaces = 3;

/** Of a name that refers to something: where that stands, or what makes it, and of Secrets and ConfigMaps the names of their keys. */
function originParts(context: LanguageContext, file: ManifestFile, position: Position): Markdown[] {
  const references = writtenNamesAt(context, file, position).filter(({ role }) => role === 'refers');
  const lines = references.flatMap((name) => {
    const declared = context.names.find('declares', queryOf(name));
    const places = declared.slice(0, mostPlaces).flatMap((each) => placeText(context, each));
    return [...places, ...keysText(context, name)];
  });
  return [...new Map(lines.map((line) => [line.markdown, line])).values()];
}

function placeText({ words }: LanguageContext, { entry, slot, uri }: PlacedName): Markdown[] {
  const worded = markdownIn(words);
  const placed = placeOf(slot);
  if (!placed) return [];
  const where = placeLink(fileName(uri), uri, rangeOf(placed, entry.span, true).start.line + 1);
  if (entry.derived !== undefined)
    return [worded`Made by the operator: ${saidMarkdown(entry.derived, words)}, from ${where}`];
  const kind = saidMarkdown(nameWord(entry.type), words);
  return [worded`${kind} ${code(entry.name)} in ${where}`];
}

/** Their names, never what they hold. */
function keysText({ index, words }: LanguageContext, { type, name, namespace, within }: IndexedName): Markdown[] {
  const owner = within ?? { type, name, namespace };
  if (owner.type !== 'Secret' && owner.type !== 'ConfigMap') return [];
  const keys = index.keys(owner.type, owner.name, owner.namespace ?? namespace) ?? [];
  return keys.length === 0 ? [] : [keysLine([...new Set(keys)], words)];
}

/** What the help is about, and for which version of the operator. */
function footer(context: LanguageContext, found: CursorSubject, manual: Markdown | undefined): Markdown {
  const worded = markdownIn(context.words);
  const { claim, header, version, definition } = found;
  const kind = header.apiVersion === '' ? undefined : code(`${header.apiVersion} ${header.kind}`);
  const { title, operatorVersions, pack } = claim.operator;
  const hasVersions = operatorVersions.length > 0;
  const operator = version === undefined ? worded`${title}, version not known` : markdown`${title} ${version}`;
  const isOurs = definition === undefined && pack.system.kinds.length > 0;
  const facts = [
    schemaOrigin(context, found),
    isOurs ? (hasVersions ? operator : markdown`${title}`) : undefined,
    claim.subject || definition ? undefined : kind,
    manual,
  ].filter((part) => part !== undefined);
  return joinMarkdown(facts, ' · ');
}

/** Of a structure that is not ours, where it was read. */
function schemaOrigin({ words }: LanguageContext, { definition }: CursorSubject): Markdown | undefined {
  const worded = markdownIn(words);
  if (!definition) return undefined;
  const { cluster, slot } = definition;
  if (cluster !== undefined) return worded`As the cluster ${code(cluster)} defines it`;
  return worded`As ${code(fileName(slot.uri))} defines it`;
}

function fileName(uri: string): string {
  return decodedUri(uri.slice(uri.lastIndexOf('/') + 1));
}

function describedPart(
  context: LanguageContext,
  { resource, claim, version }: CursorSubject,
  uri: string,
  node: ManifestNode,
) {
  const ruleContext = createRuleContext(context, { resource, uri }, version);
  const described = ask(context, 'describe', undefined, () => claim.pack.describe?.(node, ruleContext));
  if (isSaid(described)) return saidMarkdown(described, context.words);
  return described && vocabularyHelp(context, { help: described });
}

interface HelpParts {
  readonly title: Markdown;
  readonly texts: readonly Markdown[];
  /** Unless the texts lead to one of their own. */
  readonly manual: Markdown | undefined;
}

function helpParts(context: LanguageContext, found: CursorSubject, field: SchemaField, node: ManifestNode): HelpParts {
  const worded = markdownIn(context.words);
  const known = knownKey(context, found, field);
  const facts = [
    nameOf(context, found, field),
    saidMarkdown(known?.detail ?? typeText(field), context.words),
    field.required && worded`required`,
    keyword(field, 'immutable') && worded`cannot be changed later`,
  ].filter((fact) => typeof fact === 'object');
  const help = fieldHelp(context, found, field);
  const lines = factLines(context, found, field);
  const texts = [
    valueHelp(context, found, field, node),
    known ? vocabularyHelp(context, known) : help.text,
    lines.length > 0 ? joinMarkdown(lines, '  \n') : undefined,
  ].filter((part) => part !== undefined);
  const hasManual = texts.some((each) => each.markdown.includes('[Manual]('));
  return { title: joinMarkdown(facts, ' · '), texts, manual: hasManual ? undefined : help.manual };
}

function factLines({ words }: LanguageContext, found: CursorSubject, field: SchemaField): Markdown[] {
  const worded = markdownIn(words);
  const byDefault = keyword(field, 'default');
  const allowed = fieldValues(field, found.version).map((value) => code(String(value)));
  const since = keyword(field, 'since');
  const until = keyword(field, 'until');
  const successor = keyword(field, 'successor');
  return [
    byDefault !== undefined && worded`Default: ${code(JSON.stringify(byDefault))}`,
    allowed.length > 0 && worded`Allowed: ${joinMarkdown(allowed, ', ')}`,
    since && (isOfKubernetes(field.schema) ? worded`Since Kubernetes ${since}` : worded`Since operator ${since}`),
    until &&
      (isOfKubernetes(field.schema) ? worded`Removed in Kubernetes ${until}` : worded`Removed in operator ${until}`),
    successor && worded`Use ${code(successor)} instead`,
  ].filter((fact) => typeof fact === 'object');
}

/** What a value comes to: bytes, next runs. */
function explainedPart(context: LanguageContext, found: CursorSubject, field: SchemaField, node: ManifestNode) {
  if (node.kind !== 'scalar') return undefined;
  const explain = lookUp(context, found.claim.pack, 'explain', keyword(field, 'explain'));
  const said = explain && ask(context, 'explain', undefined, () => explain(node, context.now()));
  return said && saidMarkdown(said, context.words);
}

function valueHelp(context: LanguageContext, found: CursorSubject, field: SchemaField, node: ManifestNode) {
  if (node.kind !== 'scalar') return undefined;
  return fieldHelp(context, found, field).of(node.value) ?? suggestedValue(context, found, field, node);
}

/** Help that the vocabulary has for a value of a free field, such as an SSL mode. */
function suggestedValue(
  context: LanguageContext,
  found: CursorSubject,
  field: SchemaField,
  node: ManifestNode,
): Markdown | undefined {
  const suggest = lookUp(context, found.claim.pack, 'suggest', keyword(field, 'suggest'));
  const { resource, version } = found;
  if (!suggest) return undefined;
  const suggested = ask(context, 'suggest', [], () => [
    ...suggest({ resource, node, version, workspace: context.index }),
  ]);
  const said = suggested.find(({ value }) => value === node.value)?.help;
  return said && vocabularyHelp(context, { help: said });
}

function knownKey(context: LanguageContext, { resource, claim }: CursorSubject, field: SchemaField) {
  if (field.named || typeof field.key !== 'string' || !field.parent) return undefined;
  const { key, parent } = field;
  return ask(context, 'keys', undefined, () =>
    lookUp(context, claim.pack, 'keys', keyword(parent, 'keys'))?.find(key, resource),
  );
}

function derivedPart(context: LanguageContext, { resource, claim, path }: CursorSubject): Markdown | undefined {
  const derived = ask(context, 'derive', [], () => [...claim.pack.system.derive(resource)]).filter(({ because }) =>
    isSameList(because, path),
  );
  if (derived.length === 0) return undefined;
  const worded = markdownIn(context.words);
  const lines = derivedLines(derived, context.words).map((line) => markdown`- ${line}`);
  return worded`The operator makes:\n\n${joinMarkdown(lines, '\n')}`;
}

function nameOf({ words }: LanguageContext, { claim }: CursorSubject, field: SchemaField): Markdown {
  const isSubject = field.path.length === 0 && claim.subject !== undefined;
  if (isSubject) return markdown`**${saidMarkdown(claim.subject.title, words)}**`;
  return markdown`**${code(placeNames(field.path).join('.') || 'resource')}**`;
}
