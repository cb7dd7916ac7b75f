import type { Kustomization } from './kustomization.ts';
import { decodedUri } from './kustomize.ts';
import type { Affix, Kustomized } from './kustomized.ts';

/** More overlays of one base than anybody has; a bound, since ways multiply. */
const mostWays = 64;

interface Way {
  readonly namespace: string;
  readonly affixes: readonly Affix[];
  readonly open: boolean;
}

/**
 * Which kustomizations list which files, directly or through folders with a kustomization of their own. Answers are
 * one object per different answer, also over changes, so that they can be compared by identity.
 */
export class KustomizeGraph {
  readonly #interned = new Map<string, Kustomized>();
  #fingerprint = '';
  #byFolder = new Map<string, Kustomization[]>();
  /** By decoded URI of what is listed. */
  #listers = new Map<string, Lister[]>();
  #patches: ReadonlySet<string> = new Set();

  /** Grows whenever an answer may have changed. */
  revision = 0;

  update(kustomizations: readonly Kustomization[]): void {
    const sorted = [...kustomizations].sort((a, b) => (a.file < b.file ? -1 : 1));
    const fingerprint = JSON.stringify(sorted);
    if (fingerprint === this.#fingerprint) return;
    this.revision++;
    this.#fingerprint = fingerprint;
    this.#byFolder = new Map();
    this.#listers = new Map();
    this.#patches = new Set(sorted.flatMap(({ patches }) => patches));
    for (const kustomization of sorted) push(this.#byFolder, kustomization.folder, kustomization);
    for (const by of sorted) {
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
    const ways: Way[] = [];
    for (const lister of listers) this.#climb(lister, { namespace: '', affixes: [], open: false }, roots, [], ways);
    const namespaces = new Set(ways.map(({ namespace }) => namespace));
    const [only = ''] = namespaces;
    const answer: Kustomized = {
      namespace: namespaces.size > 1 ? '' : only || undefined,
      ways: ways.map(({ affixes }) => affixes),
      roots: new Set([...roots].sort()),
      open: ways.some(({ open }) => open),
    };
    const key = JSON.stringify([answer.namespace ?? null, answer.ways, [...answer.roots], answer.open]);
    const known = this.#interned.get(key);
    if (known) return known;
    this.#interned.set(key, answer);
    return answer;
  }

  #climb({ by, componentsFrom }: Lister, below: Way, roots: Set<string>, seen: readonly Kustomization[], ways: Way[]) {
    if (ways.length >= mostWays) return;
    // Two that list each other: Kustomize refuses them, and there is nothing above.
    if (seen.includes(by)) {
      ways.push(below);
      return;
    }
    roots.add(by.file);
    const components = by.components.slice(componentsFrom).flatMap((folder) => this.#byFolder.get(folder) ?? []);
    const way = [...components, by].reduce(through, below);
    const parents = [...(this.#listers.get(by.folder) ?? []), ...(this.#listers.get(by.file) ?? [])];
    if (parents.length === 0) ways.push(way);
    for (const parent of parents) this.#climb(parent, way, roots, [...seen, by], ways);
  }
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
