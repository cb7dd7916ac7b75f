import type { ManifestNode } from '../../../schemas/contract/index.ts';

/**
 * The field that the API server means by `spec.users[0].name`, or the nearest written value above it. Its paths come in
 * several dialects, none of which escapes the dots in a key, so what is written decides how one is cut:
 * `.metadata.labels.app.kubernetes.io/name`, `metadata.labels[app.kubernetes.io/name]`, `data["a.b"]`, and in
 * conflicts `.spec.containers[name="api"].image` and `.metadata.finalizers[="x"]`.
 */
export function findField(root: ManifestNode, field: string): ManifestNode {
  return reach(root, field === '<nil>' ? '' : field).node;
}

interface Reached {
  readonly node: ManifestNode;
  /** Characters of the path for which nothing is written. */
  readonly left: number;
}

/** Tries what fits until the whole path is used up. No node is met twice: its own path says how much was used up on the way. */
function reach(node: ManifestNode, rest: string): Reached {
  let best: Reached = { node, left: rest.length };
  if (rest === '' || rest === '.') return { node, left: 0 };
  for (const [child, after] of steps(node, rest)) {
    const reached = reach(child, after);
    if (reached.left === 0) return reached;
    if (reached.left < best.left) best = reached;
  }
  return best;
}

/** What is written below a node and fits the start of a path, the best first, and the path that is left behind it. */
function steps(node: ManifestNode, rest: string): (readonly [ManifestNode, string])[] {
  const [whole, inside] = /^\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/.exec(rest) ?? [];
  if (whole !== undefined && inside !== undefined) {
    const after = rest.slice(whole.length);
    return below(node, inside).map((child) => [child, after] as const);
  }
  const path = rest.startsWith('.') ? rest.slice(1) : rest;
  if (node.kind === 'list') {
    const [digits] = /^\d+(?=[.[]|$)/.exec(path) ?? [];
    if (digits === undefined) return [];
    return below(node, digits).map((child) => [child, path.slice(digits.length)] as const);
  }
  return node
    .entries()
    .filter(([key]) => key !== '' && path.startsWith(key) && /^(?:[.[]|$)/.test(path.slice(key.length)))
    .sort(([first], [second]) => second.length - first.length)
    .map(([key, child]) => [child, path.slice(key.length)] as const);
}

/** What stands between brackets: a key of a map; of a list an index, or the keys that select an item. */
function below(node: ManifestNode, inside: string): readonly ManifestNode[] {
  if (node.kind === 'map') return written(node.at(inside.startsWith('"') ? String(fromJson(inside)) : inside));
  if (node.kind !== 'list') return [];
  return /^\d+$/.test(inside) ? written(node.at(Number(inside))) : selected(node, inside);
}

function written(node: ManifestNode): readonly ManifestNode[] {
  return node.kind === 'missing' ? [] : [node];
}

/** `containerPort=80,protocol="TCP"`; a key that an item leaves out is at its default. `="x"`: the item itself. */
function selected(list: ManifestNode, selector: string): readonly ManifestNode[] {
  const wanted = [...selector.matchAll(/([^=,"]*)=("(?:[^"\\]|\\.)*(?:"|$)|[^,]*)(?:,|$)/gy)].map(
    ([, key = '', value = '']) => ({ key, value: String(fromJson(value)) }),
  );
  const fits = (item: ManifestNode) => {
    const found = wanted.map(({ key, value }) => ({ node: key === '' ? item : item.at(key), value }));
    const equal = found.filter(({ node, value }) => String(node.value) === value);
    return (
      equal.length > 0 && found.every(({ node, value }) => node.kind === 'missing' || String(node.value) === value)
    );
  };
  return list.items().filter(fits);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
