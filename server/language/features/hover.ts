import type { Derived, ManifestNode } from '../../../schemas/contract/index.ts';
import type { Hover, Position } from '../answers.ts';
import { ask, lookUp } from '../context.ts';
import type { LanguageContext } from '../context.ts';
import { resourceAt } from '../cursorResource.ts';
import type { CursorResource } from '../cursorResource.ts';
import { fieldValues, keyword, typeText } from '../fieldText.ts';
import type { OperatorVersions } from '../operatorVersion.ts';
import { rangeOf } from '../place.ts';
import { fieldAt, helpOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { escapeMarkdown, inlineCode as code } from './markdown.ts';
import { queryOf, writtenNamesAt } from './nameAt.ts';
import { createRuleContext } from './ruleContext.ts';

/** Help for the field under the cursor, what its value means, and what the operator will make of it. */
export function hover(
  context: LanguageContext,
  versions: OperatorVersions,
  file: ManifestFile,
  position: Position,
): Hover | undefined {
  const placed = file.at(position);
  const { slot } = placed;
  const offset = slot.lines.offsetAt({ line: position.line - placed.line, character: position.character });
  const hit = slot.document.template ? undefined : slot.document.nodeAt(offset);
  if (!hit || (hit.on === 'value' && hit.node.kind !== 'scalar')) return undefined;
  const found = resourceAt(context, versions, slot, hit.node.path);
  if (!found) return undefined;
  const field = found.schema && fieldAt(found.schema, found.path);
  const text = [
    ...(field ? [fieldPart(context, found, field), valuePart(context, found, field, hit.node)] : []),
    derivedPart(context, found),
    originPart(context, file, position),
    ...(field ? [describedPart(context, found, file.uri, hit.node)] : []),
  ].filter(Boolean);
  if (text.length === 0) return undefined;
  const span = hit.on === 'key' && hit.node.keySpan ? hit.node.keySpan : hit.node.span;
  return { text: text.join('\n\n'), range: rangeOf(placed, span, true) };
}

/** Of a name that the operator makes somewhere in the workspace: what, and in which file. */
function originPart(context: LanguageContext, file: ManifestFile, position: Position): string {
  const references = writtenNamesAt(context, file, position).filter(({ role }) => role === 'refers');
  const lines = references.flatMap((name) =>
    context.names
      .find('declares', queryOf(name))
      .filter(({ entry }) => entry.derived !== undefined)
      .map(
        ({ entry, uri }) => `Made by the operator: ${escapeMarkdown(entry.derived ?? '')}, from ${code(fileName(uri))}`,
      ),
  );
  return [...new Set(lines)].join('\n\n');
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function describedPart(
  context: LanguageContext,
  { resource, claim, version }: CursorResource,
  uri: string,
  node: ManifestNode,
) {
  const ruleContext = createRuleContext(context, { resource, uri }, version);
  return ask(context, 'describe', undefined, () => claim.pack.describe?.(node, ruleContext));
}

function fieldPart(context: LanguageContext, found: CursorResource, field: SchemaField): string {
  const known = knownKey(context, found, field);
  const facts = [
    known?.detail ?? typeText(field),
    field.required ? 'required' : '',
    keyword(field, 'immutable') ? 'cannot be changed later' : '',
  ].filter(Boolean);
  const help = helpOf(field, context.schemas.help(found.header.apiVersion, found.header.kind));
  const lines = [
    `**${escapeMarkdown(pathText(field))}** · ${facts.join(' · ')}`,
    known?.help ?? help?.text ?? '',
    factLines(found, field),
  ];
  if (help?.link) lines.push(`[Manual](${help.link})`);
  return lines.filter(Boolean).join('\n\n');
}

function factLines(found: CursorResource, field: SchemaField): string {
  const byDefault = keyword(field, 'default');
  const allowed = fieldValues(field, found.version);
  const since = keyword(field, 'since');
  const until = keyword(field, 'until');
  const successor = keyword(field, 'successor');
  return [
    byDefault === undefined ? '' : `Default: ${code(JSON.stringify(byDefault))}`,
    allowed.length ? `Allowed: ${allowed.map((value) => code(String(value))).join(', ')}` : '',
    since ? `Since operator ${since}` : '',
    until ? `Removed in operator ${until}` : '',
    successor ? `Use ${code(successor)} instead` : '',
  ]
    .filter(Boolean)
    .join('  \n');
}

function valuePart(context: LanguageContext, found: CursorResource, field: SchemaField, node: ManifestNode): string {
  if (node.kind !== 'scalar') return '';
  const explain = lookUp(context, found.claim.pack, 'explain', keyword(field, 'explain'));
  const help = helpOf(field, context.schemas.help(found.header.apiVersion, found.header.kind));
  const ofValue = help?.values?.[String(node.value)];
  const suggested = ofValue ? undefined : suggestedValue(context, found, field, node);
  const explained = explain && ask(context, 'explain', undefined, () => explain(node, context.now()));
  return [ofValue ?? suggested, explained].filter(Boolean).join('\n\n');
}

/** Help that the vocabulary has for a value of a free field, such as an SSL mode. */
function suggestedValue(
  context: LanguageContext,
  found: CursorResource,
  field: SchemaField,
  node: ManifestNode,
): string | undefined {
  const suggest = lookUp(context, found.claim.pack, 'suggest', keyword(field, 'suggest'));
  const { resource, version } = found;
  if (!suggest) return undefined;
  const suggested = ask(context, 'suggest', [], () => [
    ...suggest({ resource, node, version, workspace: context.index }),
  ]);
  return suggested.find(({ value }) => value === node.value)?.help;
}

function knownKey(context: LanguageContext, { resource, claim }: CursorResource, field: SchemaField) {
  if (field.named || typeof field.key !== 'string' || !field.parent) return undefined;
  const { key, parent } = field;
  return ask(context, 'keys', undefined, () =>
    lookUp(context, claim.pack, 'keys', keyword(parent, 'keys'))?.find(key, resource),
  );
}

const shown = 12;

function derivedPart(context: LanguageContext, { resource, claim, path }: CursorResource): string {
  const derived = ask(context, 'derive', [], () => [...claim.pack.system.derive(resource)]).filter(
    ({ because }) => because.length === path.length && because.every((key, index) => key === path[index]),
  );
  if (derived.length === 0) return '';
  const lines = derived.slice(0, shown).map(derivedLine);
  if (derived.length > shown) lines.push(`- and ${String(derived.length - shown)} more`);
  return `The operator makes:\n\n${lines.join('\n')}`;
}

function derivedLine({ type, name, namespace, keys, note }: Derived): string {
  const where = namespace ? ` in namespace ${code(namespace)}` : '';
  const withKeys = keys?.length ? `, keys ${keys.map(code).join(', ')}` : '';
  return `- ${type} ${code(name)}${where}${note ? ` (${escapeMarkdown(note)})` : ''}${withKeys}`;
}

function pathText({ path }: SchemaField): string {
  return (
    path
      .map((key) => (typeof key === 'number' ? '[]' : key))
      .join('.')
      .replaceAll('.[]', '[]') || 'resource'
  );
}
