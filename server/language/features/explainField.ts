import { render } from '../../../schemas/vocabulary/render.ts';
import type { OperatorVersion, SystemKind } from '../../../schemas/contract/index.ts';
import { inertText } from '../../../schemas/vocabulary/inertText.ts';
import { nearest } from '../../../schemas/vocabulary/nearest.ts';
import type { ExplainedField, FieldExplanation } from '../answers.ts';
import { fieldValues, isAvailable, keyword, typeText } from '../fieldText.ts';
import { operatorOf } from '../operators.ts';
import type { Operator } from '../operators.ts';
import { isOfRelease } from '../compareVersions.ts';
import type { KindSchema } from '../currentSchemas.ts';
import type { Definition } from '../definitions/definitions.ts';
import type { LanguageContext } from '../languageContext.ts';
import { childField, childrenOf, helpOf, rootField } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { apiVersionsOf, groupOf } from '../apiGroups.ts';
import type { Header } from '../apiGroups.ts';

/** What is asked: `postgresql.spec.users`, or `pods.spec.containers.image`. */
export interface FieldQuestion {
  /** Kind or plural, and below it keys with dots between them; items of lists and values of maps need no step of their own. */
  readonly field: string;
  /** Only in this one. Absent: the kind of that name that packs name first. */
  readonly apiVersion?: string | undefined;
  /** Of the operator; absent: whatever any version knows. */
  readonly version?: OperatorVersion | undefined;
}

/**
 * What the schemas say about a field, without a manifest; of kinds that no pack knows, what definitions of the workspace and the
 * connected cluster say, whose texts do nothing. `problem`: a sentence why there is nothing to say.
 */
export function explainField(
  context: ExplainContext,
  { field: written, apiVersion, version }: FieldQuestion,
): FieldExplanation | { readonly problem: string } {
  const [word = '', ...steps] = written.split('.').filter((step) => step !== '');
  const kind = kindOf(context, word, { apiVersion, version });
  if ('problem' in kind) return kind;
  const { schema, definition } = kind;
  let field = rootField(schema);
  for (const [index, step] of steps.entries()) {
    const found = fieldBelow(field, step);
    if (!found) return { problem: unknownStep(field, step, [kind.kind, ...steps.slice(0, index)].join('.')) };
    field = found;
  }
  const help = helpOf(field, context.schemas.help(kind, kind));
  const holder = innermost(field);
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    ...explained(field),
    path: steps,
    ...(help?.text ? { help: help.foreign ? inertText(help.text, longestForeign) : help.text } : {}),
    ...(definition ? { definition: sourceOf(definition) } : {}),
    ...(help?.link ? { link: help.link } : {}),
    default: keyword(field, 'default'),
    values: fieldValues(field, version).map((value) => ({ value, ...valueHelp(help?.values, value) })),
    immutable: keyword(field, 'immutable') === true,
    fields: childrenOf(holder)
      .filter((child) => version === undefined || isAvailable(child, version))
      .map((child) => explained(child)),
  };
}

function explained(field: SchemaField): ExplainedField {
  const [since, until, successor] = [keyword(field, 'since'), keyword(field, 'until'), keyword(field, 'successor')];
  return {
    name: field.key === undefined ? '' : String(field.key),
    type: render(typeText(field)),
    required: field.required,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(successor === undefined || successor === '' ? {} : { successor }),
  };
}

function valueHelp(values: Readonly<Record<string, string>> = {}, value: unknown): { help?: string } {
  const text = Object.hasOwn(values, String(value)) ? values[String(value)] : undefined;
  return text === undefined ? {} : { help: text };
}

type ExplainContext = Pick<LanguageContext, 'packs' | 'schemas' | 'definitions'>;

/** Of a text that somebody else wrote, in UTF-16 units: as much as a hover shows. */
const longestForeign = 1000;

function sourceOf({ cluster, slot }: Definition): NonNullable<FieldExplanation['definition']> {
  return cluster === undefined ? { uri: slot.uri } : { cluster };
}

interface FoundKind extends KindSchema, Header {
  readonly operator: Operator;
}

function kindOf(
  context: ExplainContext,
  word: string,
  { apiVersion, version }: Pick<FieldQuestion, 'apiVersion' | 'version'>,
): FoundKind | { readonly problem: string } {
  const all = context.packs.all.flatMap((pack) =>
    pack.system.kinds
      .filter(({ namesOnly }) => !namesOnly)
      .map((kind) => ({ ...kind, operator: operatorOf(pack, kind.group) })),
  );
  const found = all.filter((kind) => isCalled(kind, word)).flatMap((kind) => ofPack(context, kind));
  const fitting = found.filter((each) => apiVersion === undefined || each.apiVersion === apiVersion);
  const [first] = [
    ...fitting.filter(({ operator }) => version !== undefined && hasRelease(operator, version)),
    ...fitting,
  ];
  if (first) return first;
  const heads = context.definitions.heads();
  const defined = heads.filter((head) => isCalled(head, word)).flatMap(headersOf);
  const known = [...found, ...defined].map((each) => each.apiVersion);
  const wanted = defined.filter((each) => apiVersion === undefined || each.apiVersion === apiVersion);
  const [only] = wanted;
  const groups = new Set(wanted.map((each) => groupOf(each.apiVersion)));
  if (only && groups.size === 1) return ofDefinition(context, only);
  if (groups.size > 1) {
    const versions = inertText([...new Set(known)].sort().join(', '));
    return { problem: `Several kinds are called "${word}": choose one of the API versions ${versions}.` };
  }
  if (known.length > 0)
    return { problem: `There is no ${word} in ${apiVersion ?? ''}: choose ${inertText(known.join(', '))}.` };
  const [meant] = nearest(
    word,
    [...all, ...heads].flatMap(({ kind, plural }) => [kind, plural]),
  );
  return { problem: `No kind is called "${word}"${meant === undefined ? '.' : `: is it ${inertText(meant)}?`}` };
}

function isCalled({ kind, plural }: Pick<SystemKind, 'kind' | 'plural'>, word: string): boolean {
  const lower = word.toLowerCase();
  return kind.toLowerCase() === lower || plural === lower;
}

/** Those of its versions that a pack has a schema of. */
function ofPack({ schemas }: ExplainContext, kind: SystemKind & Pick<FoundKind, 'operator'>): FoundKind[] {
  return headersOf(kind).flatMap((header) => {
    const schema = schemas.ours(header);
    return schema ? [{ ...header, schema, operator: kind.operator }] : [];
  });
}

function ofDefinition(
  { packs, schemas, definitions }: ExplainContext,
  header: Header,
): FoundKind | { readonly problem: string } {
  const { apiVersion, kind } = header;
  const operator = packs.claim(header)?.operator;
  const known = schemas.of(header, '');
  if (known && operator) return { ...header, ...known, operator };
  const places = definitions.of(groupOf(apiVersion), kind).filter(({ cluster }) => cluster === undefined);
  return {
    problem:
      places.length > 1
        ? `Several files define ${kind} of ${apiVersion}, and nothing says which of them counts.`
        : `The definition of ${kind} of ${apiVersion} says nothing about its fields, or is still being read.`,
  };
}

function headersOf(known: Parameters<typeof apiVersionsOf>[0] & Pick<SystemKind, 'kind'>): Header[] {
  return apiVersionsOf(known).map((apiVersion) => ({ apiVersion, kind: known.kind }));
}

/** Of two operators that have a kind of one name, the version tells which is meant. */
function hasRelease({ operatorVersions }: Operator, version: OperatorVersion): boolean {
  return operatorVersions.some((release) => isOfRelease(version, release));
}

/** The field itself, or below an item or a value of it. */
function fieldBelow(field: SchemaField, step: string): SchemaField | undefined {
  const within = innermost(field);
  const found = childrenOf(within).find(({ key }) => key === step);
  // A key of an open map may be any.
  return found ?? (isMapOfValues(field) ? childField(field, step) : undefined);
}

/** Lists of objects and maps of objects are looked through: what a person asks for stands in their items. */
function innermost(field: SchemaField): SchemaField {
  let found = field;
  for (let depth = 0; depth < 3 && childrenOf(found).length === 0; depth++) {
    const inner = childField(found, 0) ?? (isMapOfValues(found) ? childField(found, '*') : undefined);
    if (!inner) return found;
    found = inner;
  }
  return found;
}

function isMapOfValues(field: SchemaField): boolean {
  return field.nodes.some(({ values }) => values !== undefined);
}

function unknownStep(field: SchemaField, step: string, path: string): string {
  const names = childrenOf(innermost(field)).map(({ key }) => String(key));
  const [meant] = nearest(step, names);
  return `${path} has no field "${step}"${meant === undefined ? '.' : `: is it ${meant}?`}`;
}
