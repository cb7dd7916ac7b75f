/**
 * Walks a compact schema over the nodes of a resource, as the API server would check it: nulls of fields that are not
 * nullable count as absent, because it drops them before anything else. Nothing is made on the way but findings.
 */
import type {
  CompiledSchema,
  ManifestNode,
  OperatorVersion,
  Resource,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import { textFormats } from '../../../schemas/vocabulary/formats/formats.ts';
import { isStandIn } from '../../../schemas/vocabulary/formats/isStandIn.ts';
import { utf8Length } from '../../../schemas/vocabulary/formats/utf8Length.ts';
import { forbiddenFinding, manyBranchesFinding, noBranchFinding } from './branches.ts';
import type { FailedBranches } from './branches.ts';
import { fieldVersionFinding, kindVersionFinding } from './fieldVersionFinding.ts';
import { patternFuel } from './matchesPattern.ts';
import type { PatternFuel } from './matchesPattern.ts';
import { missingKeyFinding } from './missingKeyFinding.ts';
import { isAbsent, isMisspelt, mayBringKey } from './isAbsent.ts';
import type { SchemaField, SchemaFinding, ValidateOptions } from './types.ts';
import { unknownKeyFinding } from './unknownKeyFinding.ts';
import { fieldAt } from './walk.ts';
import { isOfKubernetes } from './isOfKubernetes.ts';
import { compareVersions } from '../compareVersions.ts';
import { nodeInForce } from './nodeInForce.ts';
import { proposedNode } from './proposedNode.ts';
import { scalarFault } from './scalarFault.ts';
import { hasType, takesNothing, wrongTypeFinding } from './wrongType.ts';
import type { Taker } from './wrongType.ts';
import { keyFormatFinding } from './wrongFormat.ts';
import {
  duplicateItemFinding,
  emptiedItemFinding,
  emptyItemFinding,
  hiddenItemFinding,
  lengthFinding,
  sizeFinding,
  takenListFinding,
  textRemedy,
  wrongScalarFinding,
} from './wrongValue.ts';

export type { SchemaFinding, ValidateOptions } from './types.ts';

/** A list longer than this tells a person nothing more. */
export const mostFindings = 200;
/** Values looked at: aliases can make a short text into a tree without end. */
const mostVisits = 2_000_000;

interface Run {
  readonly schema: CompiledSchema;
  readonly version: OperatorVersion | undefined;
  readonly newest: OperatorVersion | undefined;
  readonly partial: boolean;
  /** Length of the path of the resource, which may be an item of a `kind: List`. */
  readonly rootDepth: number;
  findings: SchemaFinding[];
  readonly fuel: PatternFuel;
  visits: number;
  /** Only asks whether something fits: says nothing, stops at the first error. */
  probing: boolean;
  failed: boolean;
  /** Met a placeholder while probing: what fits may not, and the other way round. */
  unsure: boolean;
}

/** What the schema finds wrong with a resource, in the order of the schema's walk; at most 200 findings. Never throws. */
export function validateResource(
  resource: Resource,
  schema: CompiledSchema,
  options: ValidateOptions,
): SchemaFinding[] {
  const run = newRun(resource, schema, options);
  checkValue(run, schema.root, resource.root, false);
  const tooNew = kindVersionFinding(resource, schema, options.version);
  return tooNew ? [tooNew, ...run.findings] : run.findings;
}

/** The same for one value of it, by the schema of its field. */
export function validateValue(
  resource: Resource,
  { schema, ref }: Pick<SchemaField, 'schema' | 'ref'>,
  node: ManifestNode,
  options: ValidateOptions,
): SchemaFinding[] {
  const run = newRun(resource, schema, options);
  checkValue(run, ref, node, false);
  return run.findings;
}

function newRun({ partial, root }: Resource, schema: CompiledSchema, { version, newest }: ValidateOptions): Run {
  const rootDepth = root.path.length;
  return {
    schema,
    version,
    newest,
    partial,
    rootDepth,
    findings: [],
    fuel: patternFuel(),
    visits: 0,
    probing: false,
    failed: false,
    unsure: false,
  };
}

/** `inBranch`: below anyOf, oneOf, allOf or not, which close no map. */
function checkValue(run: Run, ref: SchemaRef, node: ManifestNode, inBranch: boolean): void {
  const schema = nodeInForce(run.schema, ref, run.version);
  if (schema === undefined || node.kind === 'missing' || isDone(run)) return;
  run.visits += 1;
  if (node.kind === 'scalar') {
    const { value } = node;
    if (value === undefined) {
      run.unsure = true;
      return;
    }
    if (value === null) {
      if (schema.nullIsEmpty) checkEmptied(run, schema, node, inBranch);
      else if (schema.type !== undefined && !schema.nullable && !inBranch) fail(run, () => emptyFinding(run, node));
      return;
    }
  }
  if (schema.type !== undefined && !hasType(schema.type, node)) {
    const { type } = schema;
    const taken = takenListFinding(schema, node);
    if (taken !== undefined) note(run, () => taken);
    else fail(run, () => wrongTypeFinding(node, type, takerOf(run, ref, schema, node)));
    return;
  }
  if (node.kind === 'map') checkMap(run, schema, node, inBranch);
  else if (node.kind === 'list') checkList(run, schema, node, inBranch);
  else checkScalar(run, schema, node);
  checkBranches(run, ref, schema, node);
}

/** A value that is null where that means empty: refused only if the empty value is, but hardly meant. */
function checkEmptied(run: Run, schema: SchemaNode, node: ManifestNode, inBranch: boolean): void {
  const before = run.findings.length;
  if (schema.required !== undefined) checkRequired(run, schema, node, inBranch);
  if (schema.type?.length === 1 && schema.type[0] === 'string' && !schema.enumLenient && !schema.emptyIsAbsent) {
    const empty = proposedNode(node, '');
    if (scalarFault(schema, empty, run.version, run.fuel) !== undefined) fail(run, () => emptyItemFinding(node));
  }
  if (run.findings.length === before) note(run, () => emptiedItemFinding(node, schema.type));
}

function isDone(run: Run): boolean {
  return run.visits > mostVisits || (run.probing ? run.failed : run.findings.length >= mostFindings);
}

function fail(run: Run, make: () => SchemaFinding | undefined): void {
  if (isDone(run)) return;
  run.failed = true;
  const finding = run.probing ? undefined : make();
  if (finding !== undefined) run.findings.push(finding);
}

/** Something that is no error: a probe does not mind. */
function note(run: Run, make: () => SchemaFinding | undefined): void {
  if (run.probing || isDone(run)) return;
  const finding = make();
  if (finding !== undefined) run.findings.push(finding);
}

function emptyFinding(run: Run, node: ManifestNode): SchemaFinding {
  if (node.path.length > run.rootDepth) return emptyItemFinding(node);
  return wrongTypeFinding(node, ['object'], takesNothing);
}

/** What the field takes in place of a value, for fixes. */
function takerOf(run: Run, ref: SchemaRef, schema: SchemaNode, node: ManifestNode): Taker {
  return {
    takes: (value) => !isFractionAsText(schema, value) && fits(run, ref, proposedNode(node, value)) === 'yes',
    remedyFor: (text) => textRemedy(text, schema, run.version),
  };
}

/** Beside whole numbers a text is a name or a percentage, unless a pattern says that it is a number too. */
function isFractionAsText({ type, pattern }: SchemaNode, value: unknown): boolean {
  const isText = typeof value === 'string' && pattern === undefined && type?.includes('integer');
  return isText === true && Number.isFinite(Number(value)) && !Number.isInteger(Number(value));
}

function checkMap(run: Run, schema: SchemaNode, map: ManifestNode, inBranch: boolean): void {
  const { properties, values, keyFormat } = schema;
  let filled = 0;
  for (const entry of map.entries()) {
    const child = entry[1];
    const isNull = child.kind === 'scalar' && child.value === null;
    if (!isNull) filled += 1;
    // Where null is not read as something, as in types of the API server's own, the key goes with it.
    const isDropped = isNull && !(values !== undefined && run.schema.nodes.at(values)?.nullIsEmpty);
    if (keyFormat !== undefined && !isDropped) checkKey(run, keyFormat, entry[0], child);
    const ref: unknown = properties?.[entry[0]];
    if (typeof ref === 'number') checkProperty(run, schema, map, entry[0], child, ref, inBranch);
    else if (values !== undefined) {
      if (!isNull || run.schema.nodes.at(values)?.nullable) checkValue(run, values, child, inBranch);
    } else if (properties !== undefined && !inBranch && schema.unknown !== 'silent') {
      checkUnknown(run, schema, map, entry[0], child);
    }
  }
  if (schema.required !== undefined) checkRequired(run, schema, map, inBranch);
  if (schema.maxBytes !== undefined) checkBytes(run, schema.maxBytes, map);
  const { minProperties, maxProperties } = schema;
  if (
    (minProperties !== undefined && filled < minProperties) ||
    (maxProperties !== undefined && filled > maxProperties)
  ) {
    if (!run.partial) fail(run, () => lengthFinding(map, filled, minProperties, maxProperties));
  }
}

function checkProperty(
  run: Run,
  schema: SchemaNode,
  map: ManifestNode,
  key: string,
  child: ManifestNode,
  ref: SchemaRef,
  inBranch: boolean,
): void {
  const field = run.schema.nodes.at(ref);
  if (field === undefined) return;
  const versioned = field.since !== undefined || field.until !== undefined || field.successor !== undefined;
  if (versioned && !inBranch && !run.probing) {
    const finding = fieldVersionFinding({
      schema: run.schema,
      parent: schema,
      map,
      key,
      node: child,
      field,
      version: run.version,
      fits: (target) => fits(run, target, child) !== 'no',
    });
    if (finding !== undefined) {
      note(run, () => finding);
      if (finding.code !== 'schema/deprecated-field') return;
    }
  }
  if (isAbsent(child, field)) return;
  checkValue(run, ref, child, inBranch);
}

function checkKey(run: Run, format: string, key: string, node: ManifestNode): void {
  const isDirective = run.partial && key.startsWith('$');
  if (isDirective || key.includes('${') || isStandIn(key) || textFormats.get(format)?.(key) !== false) return;
  fail(run, () => keyFormatFinding(key, node, format));
}

function checkBytes(run: Run, most: number, map: ManifestNode): void {
  let bytes = 0;
  for (const [key, { value }] of map.entries())
    bytes += utf8Length(key) + (typeof value === 'string' ? utf8Length(value) : 0);
  if (bytes > most) fail(run, () => sizeFinding(map, bytes, most));
}

/** A placeholder may become any key; `$patch` and the like tell Kustomize how to merge. */
function checkUnknown(run: Run, schema: SchemaNode, map: ManifestNode, key: string, node: ManifestNode): void {
  const isDirective = run.partial && key.startsWith('$');
  if (isDirective || key.includes('${') || isNoteOfSops(map, key, node)) return;
  const { unknown } = schema;
  const make = () => {
    const field = fieldAt(run.schema, map.path.slice(run.rootDepth));
    return (
      field &&
      unknownKeyFinding({ key, node, map, field, version: run.version, unknown, isCertain: isKnownVersion(run) })
    );
  };
  if (unknown !== undefined) note(run, make);
  else fail(run, make);
}

/** What SOPS notes at the end of a document that it has encrypted, and takes away with the encryption. */
function isNoteOfSops(map: ManifestNode, key: string, node: ManifestNode): boolean {
  return key === 'sops' && map.parent === undefined && node.at('mac').kind !== 'missing';
}

/** Nothing newer than what is known here is in force. */
function isKnownVersion({ version, newest }: Run): boolean {
  return version !== undefined && newest !== undefined && compareVersions(version, `${newest}.999999`) <= 0;
}

/** A default makes up for a missing value: the API server fills it in first. */
function checkRequired(run: Run, schema: SchemaNode, map: ManifestNode, inBranch: boolean): void {
  if (run.partial && !run.probing) return;
  for (const key of schema.required ?? []) {
    const node = map.at(key);
    const ref = schema.properties?.[key];
    const field = ref === undefined ? undefined : run.schema.nodes.at(ref);
    if (!isAbsent(node, field) || (node.kind === 'scalar' && node.value === null && field?.nullable)) continue;
    if (field?.default !== undefined || mayBringKey(map, key)) continue;
    if (!run.probing && !inBranch && isMisspelt(schema, map, key)) continue;
    fail(run, () => missingKeyFinding(run.schema, map, key, ref, run.version));
  }
}

function checkList(run: Run, schema: SchemaNode, list: ManifestNode, inBranch: boolean): void {
  const items = list.items();
  const { minItems, maxItems } = schema;
  if ((minItems !== undefined && items.length < minItems) || (maxItems !== undefined && items.length > maxItems)) {
    fail(run, () => lengthFinding(list, items.length, minItems, maxItems));
  }
  if (schema.items !== undefined) for (const item of items) checkValue(run, schema.items, item, inBranch);
  if (items.length > 1 && (schema.listKeys !== undefined || schema.uniqueItems)) checkDuplicates(run, schema, items);
}

/** By the values of `listKeys`, defaults filled in, or as wholes; only scalars are compared, which is all that sets and keys may hold. */
function checkDuplicates(run: Run, schema: SchemaNode, items: readonly ManifestNode[]): void {
  const keys = schema.listKeys ?? [];
  const seen = new Map<string, ManifestNode>();
  for (const item of items) {
    const values = keys.length === 0 ? [item.value] : keys.map((key) => keyValue(run, schema, item, key));
    if (!values.every(isFilledScalar)) continue;
    const text = JSON.stringify(values);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, item);
    else if (schema.listLenient) note(run, () => hiddenItemFinding(item, first, keys));
    else fail(run, () => duplicateItemFinding(item, first, keys));
  }
}

function isFilledScalar(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function keyValue({ schema: { nodes } }: Run, schema: SchemaNode, item: ManifestNode, key: string): unknown {
  const node = item.at(key);
  if (node.kind !== 'missing' && node.value !== null) return node.value;
  const ref = schema.items === undefined ? undefined : nodes.at(schema.items)?.properties?.[key];
  return ref === undefined ? undefined : nodes.at(ref)?.default;
}

function checkScalar(run: Run, schema: SchemaNode, node: ManifestNode): void {
  const fault = scalarFault(schema, node, run.version, run.fuel);
  if (fault === undefined) return;
  const report = fault === 'enum' && schema.enumLenient ? note : fail;
  report(run, () => wrongScalarFinding(fault, node, schema, run.version, isOfKubernetes(run.schema)));
}

function checkBranches(run: Run, ref: SchemaRef, schema: SchemaNode, node: ManifestNode): void {
  const { allOf, anyOf, oneOf, not } = schema;
  if (allOf !== undefined) for (const branch of allOf) checkValue(run, branch, node, true);
  if (anyOf !== undefined && !anyOf.some((branch) => fits(run, branch, node) !== 'no') && !run.partial) {
    fail(run, () => noBranchFinding(failedBranches(run, ref, schema, node), anyOf));
  }
  if (oneOf !== undefined) checkOneOf(run, ref, schema, node, oneOf);
  if (not !== undefined && fits(run, not, node) === 'yes') {
    fail(run, () => forbiddenFinding(failedBranches(run, ref, schema, node), not));
  }
}

function checkOneOf(
  run: Run,
  ref: SchemaRef,
  schema: SchemaNode,
  node: ManifestNode,
  oneOf: readonly SchemaRef[],
): void {
  let fitting = 0;
  for (const branch of oneOf) {
    const answer = fits(run, branch, node);
    if (answer === 'perhaps') return;
    if (answer === 'yes') fitting += 1;
  }
  if (fitting > 1) fail(run, () => manyBranchesFinding(failedBranches(run, ref, schema, node), oneOf));
  if (fitting === 0 && !run.partial) fail(run, () => noBranchFinding(failedBranches(run, ref, schema, node), oneOf));
}

/** `perhaps`: a placeholder stands where it matters. */
function fits(run: Run, ref: SchemaRef, node: ManifestNode): 'yes' | 'no' | 'perhaps' {
  const probe: Run = { ...run, probing: true, failed: false, unsure: false };
  checkValue(probe, ref, node, true);
  run.visits = probe.visits;
  run.unsure ||= probe.unsure;
  if (probe.failed) return 'no';
  return probe.unsure ? 'perhaps' : 'yes';
}

function failedBranches(run: Run, ref: SchemaRef, owner: SchemaNode, node: ManifestNode): FailedBranches {
  return {
    schema: run.schema,
    owner,
    node,
    version: run.version,
    taker: takerOf(run, ref, owner, node),
    findingsOf: (branch) => {
      const sub: Run = { ...run, findings: [], probing: false, failed: false, unsure: false };
      checkValue(sub, branch, node, true);
      return sub.findings;
    },
  };
}
