import type {
  Finding,
  JsonType,
  ManifestNode,
  ManifestValue,
  Said,
  SaidValue,
  Severity,
} from '../../../schemas/contract/index.ts';
import { nearest } from '../../../schemas/vocabulary/nearest.ts';
import { fewOf, say } from '../../../schemas/vocabulary/say.ts';
import { childrenOf, fieldAt } from '../schema/walk.ts';
import {
  code,
  fieldName,
  fieldNameFirst,
  isSecretValue,
  rangeInWords,
  written,
  writtenFirst,
} from '../schema/words.ts';
import { duplicateItemFinding, lengthFinding } from '../schema/wrongValue.ts';
import { takesNothing, wrongTypeFinding } from '../schema/wrongType.ts';
import type { Taker } from '../schema/wrongType.ts';
import type { Judgement, ValueFault } from './judgement.ts';
import type { SchemedValues } from './schemedValues.ts';
import type { ValueCode } from './valueCodes.ts';

export interface ValueFinding extends Finding {
  readonly code: ValueCode;
  readonly severity: Severity;
}

type Worded = Omit<ValueFinding, 'severity' | 'code'> &
  Partial<Pick<ValueFinding, 'severity'>> & { readonly code: ValueCode };

/** What a judgement says, in our words, where it belongs. */
export function valueFindings(values: SchemedValues, judgement: Judgement): ValueFinding[] {
  if ('unable' in judgement) return judgement.unable === 'late' ? [uncheckedFinding(values)] : [];
  return judgement.faults.flatMap((fault) => {
    const node = values.root.at(...fault.path);
    return node.kind === 'missing' ? [] : [{ severity: 'error' as const, ...findingOf(values, fault, node) }];
  });
}

function uncheckedFinding({ root, chart }: SchemedValues): ValueFinding {
  const [first] = root.entries();
  return {
    code: 'values/unchecked',
    severity: 'information',
    node: first?.[1] ?? root,
    mark: 'key',
    message: say`These values are not checked: to compare them with \`values.schema.json\` of chart ${code(chart)} takes too long. \`helm lint\` does.`,
  };
}

function findingOf(values: SchemedValues, { path, what }: ValueFault, node: ManifestNode): Worded {
  switch (what.is) {
    case 'type':
      return { ...wrongTypeFinding(node, jsonTypes(what.types), takerOf(values, path)), code: 'values/type' };
    case 'enum':
      return enumFinding(node, what.allowed);
    case 'pattern':
      return refused('values/pattern', node, say`it has to match ${code(what.expected)}`);
    case 'format':
      return { ...refused('values/format', node, say`it has to be a ${what.expected}`), severity: 'warning' };
    case 'bounds':
      return refused('values/bounds', node, boundInWords(what.comparison, what.limit));
    case 'step':
      return refused('values/bounds', node, say`it has to be a multiple of ${what.step}`);
    case 'length':
      return { ...lengthFinding(node, lengthOf(node), what.least, what.most), code: 'values/length' };
    case 'twice':
      return { ...duplicateItemFinding(node.at(what.second), node.at(what.first), []), code: 'values/duplicate-item' };
    case 'missing':
      return missingFinding(node, what.key, what.because);
    case 'unknown':
    case 'wrong key':
      return unknownFinding(values, node, what.key, what.is === 'unknown');
    case 'form':
      return formFinding(node, what.fits);
    case 'refused':
      return {
        code: 'values/form',
        node,
        message: say`${valueFirst(node)} is not allowed for ${fieldName(node.path)} by the chart.`,
      };
  }
}

/** The chart's own answer to null is another matter. */
function jsonTypes(types: readonly string[]): JsonType[] {
  return types.filter((type): type is JsonType => type !== 'null');
}

/** What else the chart asks of a value is not looked at, so a fix is proposed where it asks for nothing but the type. */
function takerOf({ schema, root }: SchemedValues, path: ValueFault['path']): Taker {
  const field = fieldAt(schema.fields.schema, path);
  if (!field || root.kind !== 'map' || field.nodes.some((each) => each.enum)) return takesNothing;
  const types = field.nodes.flatMap(({ type }) => type ?? []);
  const takes = (value: ManifestValue) =>
    types.some((type) => type === typeof value || (type === 'integer' && Number.isInteger(value)));
  return { takes, remedyFor: () => undefined };
}

function enumFinding(node: ManifestNode, allowed: readonly unknown[]): Worded {
  const texts = allowed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  const [meant] = typeof node.value === 'string' ? nearest(node.value, texts) : [];
  const list = fewOf(texts.filter((each) => each !== '').map(code));
  return {
    code: 'values/enum',
    node,
    message:
      meant === undefined
        ? say`${valueFirst(node)} is no value of ${fieldName(node.path)}: use ${list}.`
        : say`${valueFirst(node)} is no value of ${fieldName(node.path)}: use ${list}. Did you mean ${code(meant)}?`,
    ...(meant === undefined
      ? {}
      : { fixes: [{ title: say`Write ${code(meant)}`, edits: [{ do: 'set' as const, node, value: meant }] }] }),
  };
}

function refused(findingCode: ValueCode, node: ManifestNode, remedy: Said): Worded {
  return { code: findingCode, node, message: say`${valueFirst(node)} is no valid ${fieldName(node.path)}: ${remedy}.` };
}

/** A whole map or list is not repeated. */
function valueFirst(node: ManifestNode): SaidValue {
  return node.kind === 'scalar' ? writtenFirst(node) : say`What stands here`;
}

function boundInWords(comparison: string, limit: number): Said {
  if (comparison === '>') return say`it has to be greater than ${limit}`;
  if (comparison === '<') return say`it has to be less than ${limit}`;
  return comparison === '>='
    ? say`it has to be ${rangeInWords(limit, undefined)}`
    : say`it has to be ${rangeInWords(undefined, limit)}`;
}

function lengthOf(node: ManifestNode): number {
  if (node.kind === 'list') return node.items().length;
  return node.kind === 'map' ? node.entries().length : Array.from(String(node.value)).length;
}

function missingFinding(node: ManifestNode, key: string, because: string | undefined): Worded {
  const place = fieldName(node.path);
  return {
    code: 'values/missing-key',
    node,
    mark: 'key',
    message:
      because === undefined
        ? say`${code(key)} is missing in ${place}, and the chart needs it: add it.`
        : say`${code(key)} is missing in ${place}, and the chart needs it beside ${code(because)}: add it.`,
  };
}

function unknownFinding({ schema, root }: SchemedValues, map: ManifestNode, key: string, hasNames: boolean): Worded {
  const node = map.at(key);
  const field = hasNames ? fieldAt(schema.fields.schema, map.path.slice(root.path.length)) : undefined;
  const others = (field ? childrenOf(field) : []).filter((each) => map.at(String(each.key)).kind === 'missing');
  const [meant] = nearest(
    key,
    others.map((each) => String(each.key)),
  );
  const sentence =
    map.path.length === 0
      ? say`${code(key)} is no value of the chart, so Helm refuses it`
      : say`${code(key)} is no value of the chart in ${fieldName(map.path)}, so Helm refuses it`;
  return {
    code: 'values/unknown-key',
    node,
    mark: 'key',
    message: meant === undefined ? say`${sentence}.` : say`${sentence}: did you mean ${code(meant)}?`,
    ...(meant === undefined
      ? {}
      : { fixes: [{ title: say`Rename to ${code(meant)}`, edits: [{ do: 'rename' as const, node, key: meant }] }] }),
  };
}

function formFinding(node: ManifestNode, fits: 'none' | 'several'): Worded {
  const isScalar = node.kind === 'scalar' && !isSecretValue(node);
  const here = isScalar
    ? say`${fieldNameFirst(node.path)} is ${written(node)}`
    : say`${fieldNameFirst(node.path)} is written`;
  const message =
    fits === 'none'
      ? say`${here} in none of the forms that the chart takes: see its \`values.schema.json\`.`
      : say`${here} in several forms of which the chart takes one: see its \`values.schema.json\`.`;
  return { code: 'values/form', node, message };
}
