import { convertRe2 } from '../../../schemas/compiler/re2/convertRe2.ts';
import { unescapeName } from '../../../server/language/cel/escapedNames.ts';
import { numbersFrom } from './numbersFrom.ts';
import { belowOf, entrySchema, rulesIn } from './structuralSchema.ts';
import type { StructuralSchema } from './structuralSchema.ts';

/** Resources that mostly fit their schema and often meet its rules: what the rules name, compare and count is what they are made of. */
export class RandomResources {
  readonly #schema: StructuralSchema;
  readonly #next: () => number;
  /** Texts that the rules hold, and texts that begin with one. */
  readonly #told: readonly string[];
  readonly #names: readonly string[];
  readonly #integers: readonly number[];
  readonly #leads = new Map<StructuralSchema, boolean>();
  /** How likely a field is that leads to rules. */
  #bias = 0.3;
  #wanted: ReadonlySet<string> = new Set();

  /** @param seed the same seed makes the same resources */
  constructor(schema: StructuralSchema, seed: number) {
    this.#schema = schema;
    this.#next = numbersFrom(seed);
    const rules = Array.from(rulesIn(schema), ({ rule }) => rule);
    const literals = found(rules, /"([^"\\]*)"|'([^'\\]*)'/g);
    const begun = literals.filter((text) => /[/_-]$|^\//.test(text)).flatMap((text) => [`${text}x`, `${text}/a/b`]);
    this.#told = [...literals, ...begun, 'a'];
    const selected = found(rules, /\.\??([A-Za-z_]\w*)(?!\w*\()/g).map((name) => unescapeName(name) ?? name);
    this.#names = [...selected, ...literals, 'a', 'b', 'x.y/z'];
    this.#integers = [...found(rules, /(\d{1,9})/g).map(Number), 0, 1, 2, 3, -1, 5, 60];
  }

  /** Everything but apiVersion, kind, metadata and status. */
  make(): Record<string, unknown> {
    this.#bias = this.#pick([0.15, 0.3, 0.5]);
    this.#wanted = new Set([0, 1, 2, 3, 4, 5].map(() => this.#pick(this.#names)));
    const own = Object.entries(this.#schema.properties ?? {}).filter(([key]) => !ofEveryResource.includes(key));
    return this.#object({ ...this.#schema, properties: Object.fromEntries(own) }, 0);
  }

  /** The same with something changed, added, removed, in another order. */
  change(resource: Record<string, unknown>): Record<string, unknown> {
    const own = Object.entries(resource).filter(([key]) => !ofEveryResource.includes(key));
    const header = Object.entries(resource).filter(([key]) => ofEveryResource.includes(key) && key !== 'status');
    return { ...Object.fromEntries(header), ...(this.#changed(Object.fromEntries(own), this.#schema, 0) as object) };
  }

  #chance(likelihood: number): boolean {
    return this.#next() < likelihood;
  }

  #pick<T>(values: readonly T[]): T {
    const picked = values[Math.floor(this.#next() * values.length)];
    if (picked === undefined) throw new Error('nothing to choose from');
    return picked;
  }

  /** `undefined`: better nothing. */
  #value(schema: StructuralSchema, depth: number, isNeeded: boolean): unknown {
    if (!isNeeded && schema.default !== undefined && this.#chance(0.3)) return undefined;
    if (schema.nullable && this.#chance(0.1)) return null;
    if (schema.enum) return this.#pick(schema.enum);
    if (schema['x-kubernetes-int-or-string'])
      return this.#chance(0.4) ? Math.max(0, this.#pick(this.#integers)) : this.#text(schema, isNeeded);
    switch (schema.type) {
      case 'boolean':
        return this.#chance(0.5);
      case 'integer':
        return this.#number(schema);
      case 'number':
        return this.#number(schema) + this.#pick([0, 0.5]);
      case 'string':
        return this.#text(schema, isNeeded);
      case 'array':
        return this.#list(schema, depth);
      case 'object':
        return this.#object(schema, depth);
      default:
        return schema['x-kubernetes-preserve-unknown-fields'] ? this.#pick(['a', 1, true]) : undefined;
    }
  }

  #number({ minimum = -Infinity, maximum = Infinity }: StructuralSchema): number {
    for (let tries = 0; tries < 12; tries++) {
      const number = this.#pick(this.#integers);
      if (number >= minimum && number <= maximum) return number;
    }
    return minimum > -Infinity ? minimum : Math.min(maximum, 1);
  }

  #text(
    { format, pattern, minLength = 0, maxLength = Infinity }: StructuralSchema,
    isNeeded: boolean,
  ): string | undefined {
    const matcher = pattern === undefined ? undefined : matcherOf(pattern);
    const fits = (text: string) =>
      (matcher?.test(text) ?? true) && Array.from(text).length >= minLength && Array.from(text).length <= maxLength;
    const own = format === undefined ? undefined : textsOfFormats[format];
    for (let tries = 0; tries < 30; tries++) {
      const text = this.#pick(own ?? (this.#chance(0.6) ? this.#told : plainTexts));
      if (fits(text)) return text;
    }
    const filled = 'a'.repeat(Math.max(1, minLength));
    return isNeeded || fits(filled) ? filled : undefined;
  }

  #list(schema: StructuralSchema, depth: number): unknown[] {
    const { items = {}, minItems = 0, maxItems = 9, 'x-kubernetes-list-map-keys': keys } = schema;
    const length = Math.min(Math.max(minItems, this.#pick([0, 1, 1, 2, 2, 3])), maxItems);
    const isSet = schema['x-kubernetes-list-type'] === 'set';
    const list = new Map<string, unknown>();
    for (let index = 0; index < length; index++) {
      const item = this.#value(items, depth + 1, true);
      if (item === undefined || (item === null && !items.nullable)) continue;
      const keyed = (item ?? {}) as Record<string, unknown>;
      const id = isSet ? item : (keys?.map((key) => keyed[key] ?? items.properties?.[key]?.default) ?? index);
      list.set(JSON.stringify(id), item);
    }
    return [...list.values()];
  }

  #object(schema: StructuralSchema, depth: number): Record<string, unknown> {
    const { properties = {}, additionalProperties, required = [], oneOf = [], anyOf = [] } = schema;
    const made: Record<string, unknown> = {};
    const branches = [...oneOf, ...anyOf].filter((branch) => branch.required);
    const needed = new Set([...required, ...(branches.length > 0 ? (this.#pick(branches).required ?? []) : [])]);
    const isNear = this.#leadsToRules(schema) || depth > 3;
    const usual = (Object.keys(properties).length < 9 ? 0.35 : 0.05) * (isNear ? 1 : 0.1);
    for (const [key, field] of Object.entries(properties)) {
      const wanted = this.#wanted.has(key) ? 0.7 : this.#leadsToRules(field) ? this.#bias : usual;
      if (!this.#chance(needed.has(key) ? 1 : depth > 14 ? 0 : wanted)) continue;
      const value = this.#value(field, depth + 1, needed.has(key));
      if (value !== undefined) made[key] = value;
    }
    if (schema['x-kubernetes-embedded-resource'])
      Object.assign(made, {
        apiVersion: 'v1',
        kind: this.#pick(['Pod', 'Secret']),
        metadata: { name: this.#pick(['a', 'bad']) },
      });
    this.#fill(made, additionalProperties, schema, depth);
    return made;
  }

  #fill(
    made: Record<string, unknown>,
    values: StructuralSchema['additionalProperties'],
    schema: StructuralSchema,
    depth: number,
  ) {
    const isKept = schema['x-kubernetes-preserve-unknown-fields'] && schema.properties === undefined;
    if (typeof values !== 'object' && !isKept) return;
    const count = this.#pick([0, 1, 1, 2, 3]);
    for (let index = 0; index < count; index++) {
      const value =
        typeof values === 'object' ? this.#value(values, depth + 1, true) : this.#pick([...this.#told, 'b', 1]);
      if (value !== undefined) made[this.#pick(this.#names)] = value;
    }
  }

  #changed(value: unknown, schema: StructuralSchema | undefined, depth: number): unknown {
    if (schema === undefined) return value;
    if (depth > 1 && this.#chance(0.12)) return this.#value(schema, depth, true) ?? value;
    if (Array.isArray(value)) {
      const kept = value.filter(() => this.#chance(0.9)).map((item) => this.#changed(item, schema.items, depth + 1));
      return this.#chance(0.2) ? kept.reverse() : kept;
    }
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => (schema.required ?? []).includes(key) || this.#chance(0.92));
    return Object.fromEntries(
      kept.map(([key, each]) => [key, this.#changed(each, entrySchema(schema, key), depth + 1)]),
    );
  }

  #leadsToRules(schema: StructuralSchema): boolean {
    let leads = this.#leads.get(schema);
    if (leads === undefined) {
      leads =
        (schema['x-kubernetes-validations'] ?? []).length > 0 ||
        belowOf(schema).some((each) => this.#leadsToRules(each));
      this.#leads.set(schema, leads);
    }
    return leads;
  }
}

const ofEveryResource = ['apiVersion', 'kind', 'metadata', 'status'];

const plainTexts = [
  ...['', 'a', 'b', 'ab', 'A', 'x-1', 'a.b', '1', '10Gi', '500m', '10%', '1h', '/a', '/tmp/x.log', 'x.log', ' include'],
  ...['PassWord x', 'a -- b', '@daily', '0 0 * * *', 'repo1', 'v8.5.0', 'https://a.b', '10.0.0.0/8', '1.2.3'],
];

const textsOfFormats: Readonly<Record<string, readonly string[] | undefined>> = {
  duration: ['0', '0s', '30s', '1m', '5m', '6m', '1h', '61m', '2h', '8760h', '8761h', '2 weeks', '3d', '10 sec', '-1s'],
  date: ['2024-01-01', '1999-12-31'],
  'date-time': ['2024-01-01T00:00:00Z', '1999-12-31T23:59:59+02:00'],
  byte: ['YQ==', 'YWI='],
  uuid: ['123e4567-e89b-12d3-a456-426614174000'],
};

function found(texts: readonly string[], pattern: RegExp): string[] {
  return [...new Set(texts.flatMap((text) => Array.from(text.matchAll(pattern), ([, a, b]) => a ?? b ?? '')))];
}

const matchers = new Map<string, RegExp>();

function matcherOf(pattern: string): RegExp {
  let matcher = matchers.get(pattern);
  if (!matcher) {
    const { js, flags } = convertRe2(pattern);
    matchers.set(pattern, (matcher = new RegExp(js, flags)));
  }
  return matcher;
}
