import type { Kustomization } from './kustomization.ts';
import { decodedUri } from '../decodedUri.ts';
import type { KustomizeChange } from './kustomizeChange.ts';
import type { Affix, Kustomized } from './kustomized.ts';

/** More overlays of one base than anybody has; a bound, since ways multiply. */
const mostWays = 64;

interface Way {
  readonly namespace: string;
  readonly affixes: readonly Affix[];
  readonly open: boolean;
}

/** Which kustomizations list which files, directly or through folders with a kustomization of their own. */
export class KustomizeGraph {
  /** The same for graphs that give the same answers. */
  readonly fingerprint: string;
  readonly #byFolder = new Map<string, Kustomization[]>();
  /** By decoded URI of what is listed. */
  readonly #listers = new Map<string, Lister[]>();
  readonly #patches: ReadonlySet<string>;

  /** @param kustomizations in the order of their files */
  constructor(kustomizations: readonly Kustomization[]) {
    this.fingerprint = JSON.stringify(kustomizations);
    this.#patches = new Set(kustomizations.flatMap(({ patches }) => patches));
    for (const by of kustomizations) {
      push(this.#byFolder, by.folder, by);
      for (const target of by.resources) push(this.#listers, target, { by, componentsFrom: 0 });
      by.components.forEach((target, at) => push(this.#listers, target, { by, componentsFrom: at + 1 }));
    }
  }

  isPatch(uri: string): boolean {
    return this.#patches.size > 0 && this.#patches.has(decodedUri(uri));
  }

  /** `undefined`: nothing lists the file. */
  of(uri: string): Kustomized | undefined {
    if (this.#listers.size === 0) return undefined;
    const listers = this.#listers.get(decodedUri(uri));
    return listers && this.#answer(listers);
  }

  /** What becomes of what a kustomization itself makes. */
  ofGenerated(uri: string): Kustomized | undefined {
    const file = decodedUri(uri);
    const own = this.#byFolder.get(file.slice(0, file.lastIndexOf('/')))?.find((each) => each.file === file);
    return own && this.#answer([{ by: own, componentsFrom: own.components.length }]);
  }

  #answer(listers: readonly Lister[]): Kustomized {
    const roots = new Set<string>();
    const changes = new Set<KustomizeChange>();
    const ways: Way[] = [];
    const found = { roots, changes, ways };
    for (const lister of listers) this.#climb(lister, { namespace: '', affixes: [], open: false }, [], found);
    const namespaces = new Set(ways.map(({ namespace }) => namespace));
    const [only = ''] = namespaces;
    return {
      namespace: namespaces.size > 1 ? '' : only || undefined,
      ways: ways.map(({ affixes }) => affixes),
      roots: new Set([...roots].sort()),
      changes: [...changes],
      open: ways.some(({ open }) => open),
    };
  }

  #climb({ by, componentsFrom }: Lister, below: Way, seen: readonly Kustomization[], found: Found) {
    const { roots, changes, ways } = found;
    if (ways.length >= mostWays) return;
    // Two that list each other: Kustomize refuses them, and there is nothing above.
    if (seen.includes(by)) {
      ways.push(below);
      return;
    }
    roots.add(by.file);
    const components = by.components.slice(componentsFrom).flatMap((folder) => this.#byFolder.get(folder) ?? []);
    for (const each of [...components, by]) for (const change of each.changes) changes.add(change);
    const way = [...components, by].reduce(through, below);
    const parents = [...(this.#listers.get(by.folder) ?? []), ...(this.#listers.get(by.file) ?? [])];
    if (parents.length === 0) ways.push(way);
    for (const parent of parents) this.#climb(parent, way, [...seen, by], found);
  }
}

interface Found {
  readonly roots: Set<string>;
  readonly changes: Set<KustomizeChange>;
  readonly ways: Way[];
}

interface Lister {
  readonly by: Kustomization;
  /** Components of it that change what is listed here: of a resource all, of a component those after it. */
  readonly componentsFrom: number;
}

function through(below: Way, { namespace, prefix, suffix, open }: Kustomization): Way {
  return {
    namespace: namespace || below.namespace,
    affixes: prefix || suffix ? [...below.affixes, { prefix, suffix }] : below.affixes,
    open: open || below.open,
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
