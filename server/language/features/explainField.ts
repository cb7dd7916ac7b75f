import type { OperatorVersion, SchemaSource, SystemKind } from '../../../schemas/contract/index.ts';
import { nearest } from '../../../schemas/vocabulary/nearest.ts';
import type { ExplainedField, FieldExplanation } from '../answers.ts';
import { fieldValues, isAvailable, keyword, typeText } from '../fieldText.ts';
import { operatorOf } from '../operators.ts';
import type { Operator } from '../operators.ts';
import { isOfRelease } from '../operatorVersion.ts';
import type { Packs } from '../packs.ts';
import { childField, childrenOf, helpOf, rootField } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { apiVersionsOf } from '../workspace/workspace.ts';

/** What is asked: `postgresql.spec.users`, or `pods.spec.containers.image`. */
export interface FieldQuestion {
  /** Kind or plural, and below it keys with dots between them; items of lists and values of maps need no step of their own. */
  readonly field: string;
  /** Only in this one. Absent: the kind of that name that packs name first. */
  readonly apiVersion?: string | undefined;
  /** Of the operator; absent: whatever any version knows. */
  readonly version?: OperatorVersion | undefined;
}

/** What the schemas say about a field, without a manifest. `problem`: a sentence why there is nothing to say. */
export function explainField(
  packs: Packs,
  schemas: SchemaSource,
  { field: written, apiVersion, version }: FieldQuestion,
): FieldExplanation | { readonly problem: string } {
  const [word = '', ...steps] = written.split('.').filter((step) => step !== '');
  const kind = kindOf(packs, schemas, word, { apiVersion, version });
  if ('problem' in kind) return kind;
  const schema = schemas.schema(kind.apiVersion, kind.kind);
  if (!schema) return { problem: `Of ${kind.kind} nothing but the name is known.` };
  let field = rootField(schema);
  for (const [index, step] of steps.entries()) {
    const found = fieldBelow(field, step);
    if (!found) return { problem: unknownStep(field, step, [kind.kind, ...steps.slice(0, index)].join('.')) };
    field = found;
  }
  const help = helpOf(field, schemas.help(kind.apiVersion, kind.kind));
  const holder = innermost(field);
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    ...explained(field),
    path: steps,
    ...(help?.text ? { help: help.text } : {}),
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
    type: typeText(field),
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

interface FoundKind {
  readonly operator: Operator;
  readonly apiVersion: string;
  readonly kind: string;
}

function kindOf(
  packs: Packs,
  schemas: SchemaSource,
  word: string,
  { apiVersion, version }: Pick<FieldQuestion, 'apiVersion' | 'version'>,
): FoundKind | { readonly problem: string } {
  const all = packs.all.flatMap((pack) =>
    pack.system.kinds
      .filter(({ namesOnly }) => !namesOnly)
      .map((kind) => ({ ...kind, operator: operatorOf(pack, kind.group) })),
  );
  const lower = word.toLowerCase();
  const named = all.filter(({ kind, plural }) => kind.toLowerCase() === lower || plural === lower);
  const found = named.flatMap(headersOf).filter((each) => schemas.schema(each.apiVersion, each.kind) !== undefined);
  const fitting = found.filter((each) => apiVersion === undefined || each.apiVersion === apiVersion);
  const [first] = [
    ...fitting.filter(({ operator }) => version !== undefined && hasRelease(operator, version)),
    ...fitting,
  ];
  if (first) return first;
  if (found.length > 0 && apiVersion !== undefined) {
    return {
      problem: `There is no ${word} in ${apiVersion}: choose ${found.map((each) => each.apiVersion).join(', ')}.`,
    };
  }
  const [meant] = nearest(
    word,
    all.flatMap(({ kind, plural }) => [kind, plural]),
  );
  return { problem: `No kind is called "${word}"${meant === undefined ? '.' : `: is it ${meant}?`}` };
}

function headersOf({ operator, ...known }: SystemKind & Pick<FoundKind, 'operator'>): FoundKind[] {
  return apiVersionsOf(known).map((apiVersion) => ({ apiVersion, kind: known.kind, operator }));
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
