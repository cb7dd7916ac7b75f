import type { ChartFiles } from '../../../schemas/compiler/charts/chartFiles.ts';
import { chartFields } from '../../../schemas/compiler/charts/chartFields.ts';
import type { ChartFields } from '../../../schemas/compiler/charts/chartFields.ts';
import { judgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import type { JudgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import type { JsonSchema } from '../../../schemas/compiler/charts/jsonSchema.ts';
import { readChartSchema } from '../../../schemas/compiler/charts/readChartSchema.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import { Signal } from '../queries/signal.ts';

/** What a chart says of its values, made of its files when somebody asks. */
export class ChartSchema {
  readonly #json: JsonSchema;
  readonly #folder: string;
  #judged: JudgedSchema | undefined;
  #fields: ChartFields | undefined;

  constructor(json: JsonSchema, folder: string) {
    this.#json = json;
    this.#folder = folder;
  }

  /** For whoever judges values; the same object with every call. */
  get judged(): JudgedSchema {
    return (this.#judged ??= judgedSchema(this.#json));
  }

  /** For completion and help. */
  get fields(): ChartFields {
    return (this.#fields ??= chartFields(this.#json, this.#folder));
  }
}

/** The schemas that charts bring for their values, by folder (a URI without a slash at its end). */
export class ChartSchemas {
  readonly #clock: Clock;
  readonly #files = new Map<string, ChartFiles>();
  readonly #signals = new Keyed<Signal>();
  readonly #schemas = new Keyed<Query<ChartSchema | undefined>>();
  /** Which folders there are. */
  readonly #folders: Signal;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#folders = new Signal(clock);
  }

  /** `undefined`: the chart brings none, or is gone. */
  set(folder: string, files: ChartFiles | undefined): void {
    const before = this.#files.get(folder);
    if (JSON.stringify(before) === JSON.stringify(files)) return;
    if (files) this.#files.set(folder, files);
    else this.#files.delete(folder);
    if (!before || !files) this.#folders.touch();
    this.#signals.held(folder)?.touch();
  }

  /** Folders of charts that bring a schema, in order. */
  folders(): readonly string[] {
    this.#folders.note();
    return [...this.#files.keys()].sort();
  }

  of(folder: string): ChartSchema | undefined {
    return this.#schemas.get(folder, () => new Query(this.#clock, () => this.#read(folder))).read();
  }

  #read(folder: string): ChartSchema | undefined {
    this.#signals.get(folder, () => new Signal(this.#clock)).note();
    const files = this.#files.get(folder);
    const json = files && readChartSchema(files);
    return json === undefined ? undefined : new ChartSchema(json, folder);
  }
}
