import { compileTree } from '../../../schemas/compiler/compileTables.ts';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import type { Crd, CrdVersion } from '../../../schemas/compiler/readCrd.ts';
import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import type { CompiledSchema } from '../../../schemas/contract/index.ts';
import { linearMatcher } from '../../../server/language/cel/matcher.ts';
import { ruleViolations } from '../../../server/language/schema/ruleViolations.ts';
import type { RuleInput } from '../../../server/language/schema/ruleViolations.ts';
import { ApiError } from '../bed/apiClient.ts';
import type { ApiCause, ApiClient } from '../bed/apiClient.ts';
import { RandomResources } from './randomResources.ts';
import { pathText, rulesIn } from './structuralSchema.ts';
import type { StructuralSchema, WrittenRule } from './structuralSchema.ts';
import { until } from '../../support/until.ts';

export interface RuleComparison {
  /** Requests whose answers were compared. */
  asked: number;
  /** Requests of which the API server asked no rule, because something else was wrong. */
  blocked: number;
  /** Violations that both found. */
  violations: number;
  readonly rules: number;
  /** Rules that were violated in an answer that both gave. */
  readonly violated: Set<string>;
  readonly differences: string[];
}

export interface CompareOptions {
  /** How many are made; each second one is also stored and changed twice. */
  readonly objects: number;
  readonly seed: number;
}

/** A definition as it is written. */
interface WrittenCrd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: StructuralSchema };
    }[];
  };
}

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
/** Of the types that Kubernetes defines itself, no rule is asked here. */
const types: KubernetesTypes = { find: () => ({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }) };

/**
 * What the API server and we find wrong with random objects, made and changed, by the rules of a definition: fields and
 * messages. The definition is there during that time only.
 */
export async function compareRules(api: ApiClient, written: unknown, options: CompareOptions): Promise<RuleComparison> {
  const crd = readCrd(written);
  if (crd === undefined) throw new Error('no definition of a kind');
  const definition = written as WrittenCrd;
  await install(api, definition, crd);
  const rules = definition.spec.versions.flatMap((version) => [...rulesIn(version.schema?.openAPIV3Schema ?? {})]);
  const comparison: RuleComparison = {
    ...{ asked: 0, blocked: 0, violations: 0, rules: new Set(rules.map(({ rule }) => rule)).size },
    ...{ violated: new Set(), differences: [] },
  };
  try {
    for (const version of crd.versions) {
      const schema = definition.spec.versions.find(({ name }) => name === version.name)?.schema?.openAPIV3Schema;
      if (schema && [...rulesIn(schema)].length > 0)
        await new VersionComparison(api, crd, version, schema, comparison).run(options);
    }
  } finally {
    await remove(api, definition);
  }
  return comparison;
}

async function install(api: ApiClient, definition: WrittenCrd, crd: Crd): Promise<void> {
  // No webhook of the operator runs here, and with its descriptions a definition may be too large to be stored.
  const slim = { ...definition, spec: { ...definition.spec, conversion: { strategy: 'None' } }, status: undefined };
  await api.request('POST', definitions, JSON.parse(JSON.stringify(slim, withoutDescription)));
  for (const { name } of crd.versions)
    await until(
      async () => (await statusOf(api, listPath(crd, name))) < 300,
      () => `${listPath(crd, name)} is not served`,
    );
}

/** A text is a description; a schema of a field that is called so is none. */
function withoutDescription(key: string, value: unknown): unknown {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}

async function remove(api: ApiClient, { metadata: { name } }: WrittenCrd): Promise<void> {
  await api.request('DELETE', `${definitions}/${name}`);
  await until(
    async () => (await statusOf(api, `${definitions}/${name}`)) >= 300,
    () => `${name} is still there`,
  );
}

async function statusOf(api: ApiClient, path: string): Promise<number> {
  try {
    await api.request('GET', path);
    return 200;
  } catch (error) {
    if (error instanceof ApiError) return error.status;
    throw error;
  }
}

function listPath({ group, scope, plural }: Crd, version: string): string {
  return `/apis/${group}/${version}/${scope === 'Namespaced' ? 'namespaces/default/' : ''}${plural}`;
}

type WrittenObject = Record<string, unknown>;

/** How many requests are under way at a time. */
const side = 6;

class VersionComparison {
  readonly #api: ApiClient;
  readonly #crd: Crd;
  readonly #version: CrdVersion;
  readonly #written: StructuralSchema;
  readonly #schema: CompiledSchema;
  readonly #comparison: RuleComparison;
  readonly #rules: readonly WrittenRule[];
  readonly #matcher = linearMatcher();

  constructor(api: ApiClient, crd: Crd, version: CrdVersion, written: StructuralSchema, comparison: RuleComparison) {
    this.#api = api;
    this.#crd = crd;
    this.#version = version;
    this.#written = written;
    this.#schema = compileTree(`${crd.kind} ${version.name}`, version.tree(types)).schema;
    this.#comparison = comparison;
    this.#rules = [...rulesIn(written)];
  }

  async run({ objects, seed }: CompareOptions): Promise<void> {
    const random = new RandomResources(this.#written, seed);
    for (let index = 0; index < objects; index += side) {
      const count = Math.min(side, objects - index);
      await Promise.all(Array.from({ length: count }, (_, more) => this.#try(random, index + more)));
    }
  }

  async #try(random: RandomResources, index: number): Promise<void> {
    const { group, kind } = this.#crd;
    const name = ['bad', 'x'.repeat(38 + (index % 30)), `a${String(index)}`][Math.min(2, index % 7)];
    const made = { apiVersion: `${group}/${this.#version.name}`, kind, metadata: { name }, ...random.make() };
    const changes = [random.change(made), random.change(made)];
    const path = listPath(this.#crd, this.#version.name);
    if (index % 2 === 1) {
      await this.#compare('POST', `${path}?dryRun=All`, made, 'new');
      return;
    }
    const stored = { ...made, metadata: { name: `s${String(index)}` } };
    const answer = await this.#compare('POST', path, stored, 'new');
    if (answer === undefined) return;
    const { resourceVersion } = answer['metadata'] as { resourceVersion: string };
    const place = `${path}/${stored.metadata.name}`;
    for (const change of changes)
      await this.#compare(
        'PUT',
        `${place}?dryRun=All`,
        { ...change, metadata: { ...stored.metadata, resourceVersion } },
        { value: answer },
      );
    await this.#api.request('DELETE', place);
  }

  /** What the server makes of it; `undefined`: it refuses it. */
  async #compare(
    method: string,
    path: string,
    object: WrittenObject,
    old: RuleInput['old'],
  ): Promise<WrittenObject | undefined> {
    const answer = await this.#api.request(method, path, object).catch((error: unknown) => {
      if (error instanceof ApiError && error.status < 500) return error;
      throw error;
    });
    const causes = answer instanceof ApiError ? answer.causes : [];
    const isBlocked = causes.some(({ message = '' }) => message.includes('some validation rules were not checked'));
    if (isBlocked || (answer instanceof ApiError && answer.status !== 422)) this.#comparison.blocked += 1;
    else this.#note(method, object, this.#ours(object, old), causes);
    return answer instanceof ApiError ? undefined : (answer as WrittenObject);
  }

  /** By what both say of a place, the rule. */
  #ours(value: WrittenObject, old: RuleInput['old']): ReadonlyMap<string, string> {
    const input = { value, old, version: undefined, matcher: this.#matcher, fuel: 1_000_000 };
    return new Map(
      ruleViolations(this.#schema, input).map(({ path, rule, failed, message }) => {
        const place = pathText(this.#written, failed ? path : [...path, ...(rule.fieldPath ?? [])]);
        const words = failed ? `fails: ${textOf(rule)}` : (message ?? saidOf(rule));
        return [`${place} ${rule.reason === 'FieldValueDuplicate' ? '' : words}`, rule.rule];
      }),
    );
  }

  #note(method: string, object: WrittenObject, ours: ReadonlyMap<string, string>, causes: readonly ApiCause[]): void {
    const comparison = this.#comparison;
    comparison.asked += 1;
    const made = Array.from(ours.keys(), (each) => each.slice(each.indexOf(' ') + 1));
    const known = [...this.#rules.map(saidOf), ...made].sort((a, b) => b.length - a.length);
    const theirs = new Set(causes.flatMap((cause) => violationIn(cause, known)));
    const missed = [...theirs].filter((each) => !ours.has(each));
    const invented = [...ours.keys()].filter((each) => !theirs.has(each));
    if (missed.length + invented.length > 0) {
      const words = `only the API server: ${JSON.stringify(missed)}; only we: ${JSON.stringify(invented)}`;
      comparison.differences.push(`${method} ${words}: ${JSON.stringify(object).slice(0, 1000)}`);
      return;
    }
    comparison.violations += theirs.size;
    for (const rule of ours.values()) comparison.violated.add(rule);
  }
}

function textOf({ rule, message = '' }: Pick<WrittenRule, 'rule' | 'message'>): string {
  return message.trim() || rule.trim();
}

function saidOf({ rule, message = '' }: Pick<WrittenRule, 'rule' | 'message'>): string {
  return message.trim() || `failed rule: ${rule.trim()}`;
}

/** What a cause says of a rule; nothing if it is about something else. */
function violationIn({ field = '', message = '' }: ApiCause, known: readonly string[]): string[] {
  // It writes a key behind the dot of the field before it.
  const place = field.replaceAll('.[', '[');
  const failure = / evaluating rule: (.*)$/s.exec(message) ?? / macro signature for rule: (.*)$/s.exec(message);
  if (failure) return [`${place} fails: ${failure[1] ?? ''}`];
  const words = known.find((each) => message === each || message.endsWith(`: ${each}`));
  return words === undefined ? [] : [`${place} ${words}`];
}
