import type { ManifestPath, SchemaNode, SchemaNodes, SchemaRef } from '../../../schemas/contract/index.ts';

/** Where rules stand in a table of nodes, and what leads to them: most of a resource has none, and is not walked for them. */
export class RuleReach {
  readonly #nodes: SchemaNodes;
  /** By node, what can be reached from it. */
  readonly #reached: Uint8Array;
  readonly #keys = new Map<SchemaNode, readonly string[]>();

  constructor(nodes: SchemaNodes) {
    this.#nodes = nodes;
    this.#reached = nodes.reach ?? reachOf(nodes);
  }

  /** A rule stands at the node or below it. */
  leadsToRule(ref: SchemaRef | undefined): ref is SchemaRef {
    return ref !== undefined && (this.#reached[ref] ?? 0) !== 0;
  }

  /** A rule stands at a value on the way to the end of a path, or below that. */
  leadsAlong(root: SchemaRef, path: ManifestPath): boolean {
    let refs = [root];
    for (const step of path) {
      const here = refs.filter((ref) => this.leadsToRule(ref)).flatMap((ref) => this.#spread(ref));
      if (here.some(({ rules }) => rules !== undefined)) return true;
      refs = here.flatMap(({ properties, values, items }) => {
        const named =
          typeof step === 'string' && properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
        return named ?? (typeof step === 'string' ? values : items) ?? [];
      });
    }
    return refs.some((ref) => this.leadsToRule(ref));
  }

  /** A node and what stands beside it: branches, and itself in other versions. */
  #spread(ref: SchemaRef): SchemaNode[] {
    const node = this.#nodes.at(ref);
    if (node === undefined) return [];
    const others = [...(node.allOf ?? []), ...(node.readings ?? []).map(({ schema }) => schema)];
    return [node, ...others.flatMap((other) => this.#spread(other))];
  }

  /** One that compares with the old value. */
  leadsToTransition(ref: SchemaRef): boolean {
    return ((this.#reached[ref] ?? 0) & TRANSITION) !== 0;
  }

  /** Named fields of an object that lead to rules. */
  keysOf(node: SchemaNode): readonly string[] {
    let keys = this.#keys.get(node);
    if (keys === undefined) {
      const named = Object.entries(node.properties ?? {});
      keys = named.filter(([, ref]) => this.leadsToRule(ref)).map(([key]) => key);
      this.#keys.set(node, keys);
    }
    return keys;
  }
}

const [RULE, TRANSITION] = [1, 2];

const known = new WeakMap<SchemaNodes, RuleReach>();

/** Worked out once per table, which several kinds may share. */
export function ruleReach(nodes: SchemaNodes): RuleReach {
  let reach = known.get(nodes);
  if (!reach) known.set(nodes, (reach = new RuleReach(nodes)));
  return reach;
}

/** By node, bits of what can be reached from it. A node comes behind those that it refers to; where schemas contain themselves, rounds are made until nothing changes. */
export function reachOf(nodes: SchemaNodes): Uint8Array {
  const reached = new Uint8Array(nodes.length);
  let isAgain: boolean;
  do {
    let [refersAhead, hasChanged] = [false, false];
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes.at(index) ?? {};
      let bits = ruleBits(node);
      for (const ref of refsOf(node)) {
        bits |= reached[ref] ?? 0;
        refersAhead ||= ref >= index;
      }
      hasChanged ||= bits !== reached[index];
      reached[index] = bits;
    }
    isAgain = refersAhead && hasChanged;
  } while (isAgain);
  return reached;
}

function ruleBits({ rules }: SchemaNode): number {
  if (rules === undefined) return 0;
  return RULE | (rules.some(({ rule }) => rule.includes('oldSelf')) ? TRANSITION : 0);
}

/** Rules do not stand in branches but those of allOf. */
function refsOf({ properties, values, items, allOf = [], readings = [] }: SchemaNode): SchemaRef[] {
  const refs = [...allOf, ...readings.map(({ schema }) => schema)];
  for (const key in properties) refs.push(properties[key] ?? 0);
  if (values !== undefined) refs.push(values);
  if (items !== undefined) refs.push(items);
  return refs;
}
