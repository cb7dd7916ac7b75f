import { Cell } from '../queries/cell.ts';
import type { Clock } from '../queries/clock.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { CompiledDefinition, DefinitionJob } from './compiledDefinition.ts';
import type { DefinitionHead } from './readHeads.ts';

/** Compiles a definition, at once or some time later: then whoever runs the service has to ask again. */
export type CompileDefinition = (job: PlacedJob, done: (compiled: CompiledDefinition) => void) => void;

export interface PlacedJob extends DefinitionJob {
  /** What the text is about: of two jobs with the same one only the later has to be done. */
  readonly place: string;
}

/** Without a version: the faults. */
interface Wanted {
  readonly numbers: readonly number[];
  readonly version: string | undefined;
  readonly place: string;
}

type Compilation = Cell<CompiledDefinition | undefined>;

/**
 * Definitions that somebody has asked for. They are kept with their documents, so that nothing is compiled twice for as long
 * as its text stands.
 */
export class Compilations {
  readonly #clock: Clock;
  readonly #compile: CompileDefinition;
  readonly #known = new WeakMap<ManifestSlot, Map<string, Compilation>>();
  /** What the same definition said before it was edited: it counts while the new text is being compiled. */
  readonly #last = new Map<string, CompiledDefinition>();

  constructor(clock: Clock, compile: CompileDefinition) {
    this.#clock = clock;
    this.#compile = compile;
  }

  /** `undefined`: not yet. */
  version(slot: ManifestSlot, head: DefinitionHead, version: string): CompiledDefinition | undefined {
    const place = placeOf(slot, head, version);
    const compiled = this.#get(slot, { numbers: [head.number], version, place }).read();
    if (compiled) this.#last.set(place, compiled);
    return compiled ?? this.#last.get(place);
  }

  /** What has been compiled, if anybody has asked for it. */
  peek(slot: ManifestSlot, head: DefinitionHead, version: string): CompiledDefinition | undefined {
    return this.#known
      .get(slot)
      ?.get(keyOf([head.number], version))
      ?.read();
  }

  /** The faults of all definitions of a document. `undefined`: not yet. */
  faults(slot: ManifestSlot, heads: readonly DefinitionHead[]): CompiledDefinition['faults'] | undefined {
    const [first] = heads;
    if (first === undefined) return [];
    const numbers = heads.map(({ number }) => number);
    return this.#get(slot, { numbers, version: undefined, place: placeOf(slot, first, '') }).read()?.faults;
  }

  #get(slot: ManifestSlot, wanted: Wanted): Compilation {
    const ofSlot = this.#known.get(slot) ?? new Map<string, Compilation>();
    this.#known.set(slot, ofSlot);
    const key = keyOf(wanted.numbers, wanted.version);
    const known = ofSlot.get(key) ?? this.#start(slot, wanted);
    ofSlot.set(key, known);
    return known;
  }

  /** What is done at once is no change: nobody has seen it otherwise. */
  #start(slot: ManifestSlot, { numbers, version, place }: Wanted): Compilation {
    let now: CompiledDefinition | undefined;
    let later: Compilation | undefined;
    const job = { text: slot.text, numbers, place };
    this.#compile({ ...job, ...(version === undefined ? {} : { version }) }, (compiled) => {
      if (later) later.set(compiled);
      else now = compiled;
    });
    return (later = new Cell(this.#clock, now));
  }
}

function keyOf(numbers: readonly number[], version: string | undefined): string {
  return version === undefined ? '' : `${numbers.join()} ${version}`;
}

function placeOf({ uri }: ManifestSlot, { group, kind }: DefinitionHead, version: string): string {
  return [uri, group, kind, version].join(' ');
}
