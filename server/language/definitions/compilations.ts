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
    const compiled = this.#get(slot, head, version).read();
    const place = placeOf(slot, head, version);
    if (compiled) this.#last.set(place, compiled);
    return compiled ?? this.#last.get(place);
  }

  /** What has been compiled, if anybody has asked for it. */
  peek(slot: ManifestSlot, head: DefinitionHead, version: string): CompiledDefinition | undefined {
    return this.#known.get(slot)?.get(keyOf(head, version))?.read();
  }

  /** The faults of a definition. `undefined`: not yet. */
  faults(slot: ManifestSlot, head: DefinitionHead): CompiledDefinition['faults'] | undefined {
    return this.#get(slot, head, undefined).read()?.faults;
  }

  #get(slot: ManifestSlot, head: DefinitionHead, version: string | undefined): Compilation {
    const ofSlot = this.#known.get(slot) ?? new Map<string, Compilation>();
    this.#known.set(slot, ofSlot);
    const key = keyOf(head, version);
    const known = ofSlot.get(key) ?? this.#start(slot, head, version);
    ofSlot.set(key, known);
    return known;
  }

  /** What is done at once is no change: nobody has seen it otherwise. */
  #start(slot: ManifestSlot, head: DefinitionHead, version: string | undefined): Compilation {
    let now: CompiledDefinition | undefined;
    let later: Compilation | undefined;
    const job = { text: slot.text, number: head.number, place: placeOf(slot, head, version) };
    this.#compile({ ...job, ...(version === undefined ? {} : { version }) }, (compiled) => {
      if (later) later.set(compiled);
      else now = compiled;
    });
    return (later = new Cell(this.#clock, now));
  }
}

function keyOf({ number }: DefinitionHead, version: string | undefined): string {
  return `${String(number)} ${version ?? ''}`;
}

function placeOf({ uri }: ManifestSlot, { group, kind }: DefinitionHead, version: string | undefined): string {
  return [uri, group, kind, version ?? ''].join(' ');
}
