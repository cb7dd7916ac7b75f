import { LinearPattern } from '../../../schemas/compiler/re2/linearPattern.ts';
import { Re2Error } from '../../../schemas/compiler/re2/re2Node.ts';
import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import { compile } from '../cel/compile.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import type { FaultName } from './faultWords.ts';

/** Something for which the API server refuses a definition. Plain data: it becomes words where it is told. */
export interface DefinitionFault {
  readonly fault: FaultName;
  /** In the document. */
  readonly span: Span;
  /** What the words speak of: a keyword, a name, the reason why an expression cannot be read. */
  readonly about: string;
}

/** So many are told: who has more has made one mistake in many places. */
const mostFaults = 100;

/**
 * What the API server refuses of a definition: https://github.com/kubernetes/apiextensions-apiserver/blob/v0.36.3/pkg/apis/apiextensions/validation/validation.go
 * and `pkg/apiserver/schema/validation.go` (structural schemas), as far as it shows without running anything.
 * @param numbers of the definitions among the resources of the document
 */
export function definitionFaults(document: ManifestDocument, numbers: readonly number[]): readonly DefinitionFault[] {
  if (document.template) return [];
  const broken = document.problems.find(({ severity }) => severity === 'error');
  if (broken) {
    const fault = broken.code === 'yaml/too-large' ? 'too-large' : 'unreadable';
    return [{ fault, span: broken.span, about: '' }];
  }
  const search = new Search();
  for (const number of numbers) {
    const root = document.resources[number]?.root;
    if (root) search.definition(root);
  }
  return search.faults;
}

/** Keywords that a branch of `allOf`, `anyOf`, `oneOf` or `not` may not have: it only says what holds besides. */
const notInBranches = ['type', 'description', 'title', 'default', 'nullable'];
const branchKeywords = ['allOf', 'anyOf', 'oneOf'] as const;
/** Of JSON Schema, and not of definitions. */
const notInDefinitions = ['$ref', '$defs', 'definitions', 'id', '$id', 'dependencies', 'patternProperties', 'const'];

class Search {
  readonly faults: DefinitionFault[] = [];

  definition(root: ManifestNode): void {
    const spec = root.at('spec');
    const [plural, group] = [spec.at('names', 'plural'), spec.at('group')];
    const name = root.at('metadata', 'name');
    if (isText(plural) && isText(group) && isText(name) && name.value !== `${plural.value}.${group.value}`)
      this.#note('name', name, `${plural.value}.${group.value}`);
    if (spec.at('preserveUnknownFields').value === true) this.#note('preserves-all', spec.at('preserveUnknownFields'));
    this.#versions(spec.at('versions'));
  }

  #versions(versions: ManifestNode): void {
    const seen = new Set<unknown>();
    let stored = 0;
    for (const version of versions.items()) {
      const name = version.at('name');
      if (isText(name) && seen.has(name.value)) this.#note('version-twice', name, name.value);
      seen.add(name.value);
      if (version.at('storage').value === true) stored += 1;
      const schema = version.at('schema', 'openAPIV3Schema');
      if (schema.kind === 'missing') this.#note('no-schema', version.at('name'), String(name.value));
      else this.#root(schema);
    }
    if (versions.kind === 'list' && stored !== 1) this.#note('stored-versions', versions, String(stored));
  }

  #root(schema: ManifestNode): void {
    if (schema.at('type').value !== 'object' && schema.at('type').kind !== 'missing')
      this.#note('root-type', schema.at('type'));
    this.#schema(schema);
  }

  #schema(schema: ManifestNode): void {
    if (schema.kind !== 'map' || this.#isFull()) return;
    const isAny =
      schema.at('x-kubernetes-preserve-unknown-fields').value === true ||
      schema.at('x-kubernetes-int-or-string').value === true;
    if (schema.at('type').kind === 'missing' && !isAny) this.#note('no-type', schema);
    const [properties, values] = [schema.at('properties'), schema.at('additionalProperties')];
    if (values.value === false) this.#note('closed', values);
    else if (hasContent(properties) && values.kind !== 'missing') this.#note('properties-twice', values);
    if (schema.at('type').value === 'array' && schema.at('items').kind === 'missing') this.#note('no-items', schema);
    this.#list(schema);
    this.#keywords(schema);
    this.#below(schema, (each) => this.#schema(each));
    const isPair = schema.at('x-kubernetes-int-or-string').value === true;
    for (const branch of branchesOf(schema)) this.#branch(branch, isPair);
  }

  #branch(branch: ManifestNode, isPair: boolean): void {
    if (branch.kind !== 'map' || this.#isFull()) return;
    for (const keyword of notInBranches) {
      const node = branch.at(keyword);
      if (node.kind !== 'missing' && !(isPair && keyword === 'type')) this.#note('in-branch', node, keyword);
    }
    this.#keywords(branch);
    this.#below(branch, (each) => this.#branch(each, false));
    for (const each of branchesOf(branch)) this.#branch(each, isPair);
  }

  /** What holds of any schema. */
  #keywords(schema: ManifestNode): void {
    for (const keyword of notInDefinitions) {
      const node = schema.at(keyword);
      if (node.kind !== 'missing') this.#note('no-keyword', node, keyword);
    }
    const unique = schema.at('uniqueItems');
    if (unique.value === true) this.#note('not-true', unique, 'uniqueItems');
    const pattern = schema.at('pattern');
    if (isText(pattern)) {
      const reason = patternFault(pattern.value);
      if (reason !== undefined) this.#note('pattern', pattern, reason);
    }
    for (const rule of schema.at('x-kubernetes-validations').items()) this.#rule(rule);
  }

  #rule(rule: ManifestNode): void {
    for (const keyword of ['rule', 'messageExpression']) {
      const node = rule.at(keyword);
      const reason = isText(node) ? expressionFault(node.value) : undefined;
      if (reason !== undefined) this.#note('expression', node, reason);
    }
  }

  #list(schema: ManifestNode): void {
    const [type, keys] = [schema.at('x-kubernetes-list-type'), schema.at('x-kubernetes-list-map-keys')];
    if (type.value === 'map' && keys.items().length === 0) this.#note('no-list-keys', type);
    if (type.value !== 'map' && type.value !== undefined && keys.kind !== 'missing') this.#note('list-keys', keys);
    const items = schema.at('items', 'properties');
    for (const key of type.value === 'map' ? keys.items() : []) {
      if (isText(key) && items.kind === 'map' && items.at(key.value).kind === 'missing')
        this.#note('list-key', key, key.value);
    }
  }

  #below(schema: ManifestNode, visit: (schema: ManifestNode) => void): void {
    for (const [, property] of schema.at('properties').entries()) visit(property);
    for (const keyword of ['items', 'additionalProperties']) visit(schema.at(keyword));
  }

  #isFull(): boolean {
    return this.faults.length >= mostFaults;
  }

  #note(fault: FaultName, { kind, span, keySpan }: ManifestNode, about = ''): void {
    if (!this.#isFull()) this.faults.push({ fault, span: kind === 'scalar' ? span : (keySpan ?? span), about });
  }
}

function isText(node: ManifestNode): node is ManifestNode & { readonly value: string } {
  return typeof node.value === 'string';
}

function hasContent(map: ManifestNode): boolean {
  return map.kind === 'map' && map.entries().length > 0;
}

function branchesOf(schema: ManifestNode): readonly ManifestNode[] {
  return [...branchKeywords.flatMap((keyword) => schema.at(keyword).items()), schema.at('not')];
}

function patternFault(pattern: string): string | undefined {
  try {
    LinearPattern.check(pattern);
    return undefined;
  } catch (error) {
    // It may be too large for us, and not for the API server.
    if (error instanceof Re2Error) return /too (?:large|deeply|many)/.test(error.message) ? undefined : error.message;
    throw error;
  }
}

function expressionFault(expression: string): string | undefined {
  try {
    const program = compile(expression, ['self', 'oldSelf']);
    return 'problem' in program ? program.problem : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
