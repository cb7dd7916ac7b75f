import { annotateSchema } from '../../schemas/compiler/annotateSchema.ts';
import type { CompiledSchema, FieldHelp, SchemaSource } from '../../schemas/contract/index.ts';
import { versionOf } from './apiGroups.ts';
import type { Header } from './apiGroups.ts';
import type { CompiledDefinition } from './definitions/compiledDefinition.ts';
import type { Definition, Definitions } from './definitions/definitions.ts';
import type { Clock } from './queries/clock.ts';
import { Keyed } from './queries/keyed.ts';
import { Query } from './queries/query.ts';
import { Signal } from './queries/signal.ts';

/** What is known of the structure of a kind. */
export interface KindSchema {
  readonly schema: CompiledSchema;
  /** What it was read from; absent: it is ours. */
  readonly definition?: Definition;
}

/**
 * The structure of kinds: from the nearest definition, else ours, of which texts and suggestions stay in either case. Some may
 * come later: whoever has asked for one learns of it.
 */
export class CurrentSchemas {
  readonly #clock: Clock;
  readonly #source: SchemaSource;
  readonly #definitions: Definitions;
  readonly #arrival: Signal;
  readonly #known = new Keyed<Query<KindSchema | undefined>>();
  readonly #annotated = new WeakMap<
    CompiledDefinition,
    { readonly of: CompiledSchema; readonly schema: CompiledSchema }
  >();

  constructor(clock: Clock, source: SchemaSource, definitions: Definitions) {
    this.#clock = clock;
    this.#source = source;
    this.#definitions = definitions;
    this.#arrival = new Signal(clock);
  }

  /** @param uri of the file in which the resource stands */
  of({ apiVersion, kind }: Header, uri: string): KindSchema | undefined {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const find = () => this.#find({ apiVersion, kind }, uri);
    return this.#known.get(`${apiVersion} ${kind} ${folder}`, () => new Query(this.#clock, find, isSame)).read();
  }

  /** Ours, whatever is defined: what other versions know. */
  ours({ apiVersion, kind }: Header): CompiledSchema | undefined {
    this.#arrival.note();
    return this.#source.schema(apiVersion, kind);
  }

  /** The texts that its nodes count. */
  help({ apiVersion, kind }: Header, { definition }: Pick<KindSchema, 'definition'>): readonly FieldHelp[] {
    this.#arrival.note();
    const ours = this.#source.help(apiVersion, kind);
    const compiled = definition && this.#definitions.compiled(definition, versionOf(apiVersion));
    return compiled ? compiled.help.concat(ours) : ours;
  }

  /** The source has some that it had not. */
  arrived(): void {
    this.#arrival.touch();
  }

  #find(header: Header, uri: string): KindSchema | undefined {
    const { apiVersion, kind } = header;
    this.#arrival.note();
    const ours = this.#source.schema(apiVersion, kind);
    const definition = this.#definitions.find(header, uri);
    const compiled = definition && this.#definitions.compiled(definition, versionOf(apiVersion));
    // What cannot be read says nothing, and neither does what is still being read.
    if (!definition || compiled?.schema?.id !== `${apiVersion} ${kind}`) return ours && { schema: ours };
    return { schema: ours ? this.#annotate(compiled, compiled.schema, ours) : compiled.schema, definition };
  }

  #annotate(compiled: CompiledDefinition, schema: CompiledSchema, ours: CompiledSchema): CompiledSchema {
    let known = this.#annotated.get(compiled);
    if (known?.of !== ours) {
      known = { of: ours, schema: annotateSchema(schema, compiled.help.length, ours) };
      this.#annotated.set(compiled, known);
    }
    return known.schema;
  }
}

function isSame(a: KindSchema | undefined, b: KindSchema | undefined): boolean {
  return (
    a?.schema === b?.schema &&
    a?.definition?.slot === b?.definition?.slot &&
    a?.definition?.head === b?.definition?.head
  );
}
