import type { ManifestNode } from '../../../schemas/contract/index.ts';

/** Values as JSON, as far as they are known. */
export interface PlainValues {
  readonly values: unknown;
  /** JSON pointers of maps below lists from which something unknown is left out. */
  readonly open: readonly string[];
}

/** More values, aliases written out, than a person gives to a chart. */
const mostValues = 100_000;

/**
 * What Helm reads, without placeholders and lists that hold some. A null in a map takes a default of the chart away, so it is
 * left out too; in a list it is a value. `undefined`: there is no map, or more than anybody reads.
 */
export function plainValues(root: ManifestNode): PlainValues | undefined {
  if (root.kind !== 'map') return undefined;
  const reader = new Reader();
  const values = reader.read(root, '', false);
  return reader.left < 0 ? undefined : { values, open: reader.open };
}

const unknown = Symbol('unknown');

class Reader {
  readonly open: string[] = [];
  left = mostValues;

  read(node: ManifestNode, pointer: string, isBelowList: boolean): unknown {
    if (--this.left < 0) return unknown;
    if (node.kind === 'map') return this.#map(node, pointer, isBelowList);
    if (node.kind === 'list') return this.#list(node, pointer);
    return node.value === undefined ? unknown : node.value;
  }

  #map(node: ManifestNode, pointer: string, isBelowList: boolean): unknown {
    const found: [string, unknown][] = [];
    let isOpen = false;
    for (const [key, each] of node.entries()) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      const value = this.read(each, `${pointer}/${step}`, isBelowList);
      if (value === unknown) isOpen = true;
      else if (value !== null || isBelowList) found.push([key, value]);
    }
    if (isOpen && isBelowList) this.open.push(pointer);
    return Object.fromEntries(found);
  }

  #list(node: ManifestNode, pointer: string): unknown {
    const items = node.items().map((each, index) => this.read(each, `${pointer}/${String(index)}`, true));
    return items.includes(unknown) ? unknown : items;
  }
}
