import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import type { Kustomization } from './kustomization.ts';
import { isPatchFile } from './kustomizationFiles.ts';
import type { Kustomized } from './kustomized.ts';
import { KustomizeGraph } from './kustomizeGraph.ts';

/** What the `kustomization.yaml` files of the workspace make of each file; whoever asks about one learns of changes to that one. */
export class Kustomizations {
  readonly #clock: Clock;
  readonly #graph: Query<KustomizeGraph>;
  readonly #patches = new Keyed<Query<boolean>>();
  readonly #files = new Keyed<Query<Kustomized | undefined>>();
  /** Answers are one object per different answer, also over changes, so that they can be compared by identity. */
  readonly #answers = new Keyed<Kustomized>();

  constructor(clock: Clock, read: () => readonly Kustomization[]) {
    this.#clock = clock;
    const isSame = (a: KustomizeGraph, b: KustomizeGraph) => a.fingerprint === b.fingerprint;
    this.#graph = new Query(clock, () => new KustomizeGraph(read()), isSame);
  }

  /** Another object when any answer may have changed. */
  get graph(): KustomizeGraph {
    return this.#graph.read();
  }

  /** Files that change resources of other files: their resources are partial. */
  isPatch(uri: string): boolean {
    if (isPatchFile(uri)) return true;
    return this.#patches.get(uri, () => new Query(this.#clock, () => this.graph.isPatch(uri))).read();
  }

  /** `undefined`: nothing lists the file. */
  of(uri: string): Kustomized | undefined {
    return this.#ask(uri, (graph) => graph.of(uri));
  }

  /** What becomes of what a kustomization itself makes. */
  ofGenerated(uri: string): Kustomized | undefined {
    return this.#ask(`generated ${uri}`, (graph) => graph.ofGenerated(uri));
  }

  #ask(key: string, answer: (graph: KustomizeGraph) => Kustomized | undefined): Kustomized | undefined {
    const make = () => {
      const found = answer(this.graph);
      return found && this.#answers.get(fingerprintOf(found), () => found);
    };
    return this.#files.get(key, () => new Query(this.#clock, make)).read();
  }
}

function fingerprintOf({ namespace, ways, roots, changes, open }: Kustomized): string {
  return JSON.stringify([namespace ?? null, ways, [...roots], changes, open]);
}
