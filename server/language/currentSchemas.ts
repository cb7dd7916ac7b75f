import type { CompiledSchema, SchemaSource } from '../../schemas/contract/index.ts';
import type { Clock } from './queries/clock.ts';
import { Keyed } from './queries/keyed.ts';
import { Query } from './queries/query.ts';
import { Signal } from './queries/signal.ts';

/** Schemas of which some may come later: whoever has asked for one learns of it. */
export class CurrentSchemas implements SchemaSource {
  readonly #clock: Clock;
  readonly #source: SchemaSource;
  readonly #arrival: Signal;
  readonly #known = new Keyed<Query<CompiledSchema | undefined>>();

  constructor(clock: Clock, source: SchemaSource) {
    this.#clock = clock;
    this.#source = source;
    this.#arrival = new Signal(clock);
  }

  schema(apiVersion: string, kind: string): CompiledSchema | undefined {
    const find = () => {
      this.#arrival.note();
      return this.#source.schema(apiVersion, kind);
    };
    return this.#known.get(`${apiVersion} ${kind}`, () => new Query(this.#clock, find)).read();
  }

  help(apiVersion: string, kind: string): ReturnType<SchemaSource['help']> {
    this.#arrival.note();
    return this.#source.help(apiVersion, kind);
  }

  kinds(): ReturnType<SchemaSource['kinds']> {
    this.#arrival.note();
    return this.#source.kinds();
  }

  /** The source has some that it had not. */
  arrived(): void {
    this.#arrival.touch();
  }
}
