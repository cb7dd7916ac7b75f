import type { Edit, ManifestNode, ManifestValue } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';

/**
 * Edits that bring a value into what is written: maps are merged key by key, lists item by item after their `name`, and
 * everything that is there already stays as it is.
 */
export function mergeEdits(node: ManifestNode, value: ManifestValue): Edit[] {
  if (!isWritten(node)) return [{ do: 'set', node, value }];
  if (isMap(value)) {
    if (node.kind !== 'map') return [];
    return Object.entries(value).flatMap(([key, below]) => mergeEdits(node.at(key), below));
  }
  if (isList(value)) {
    if (node.kind !== 'list') return [];
    return value.flatMap((item) => mergeItem(node, item));
  }
  return node.value === value ? [] : [{ do: 'set', node, value }];
}

function mergeItem(list: ManifestNode, value: ManifestValue): Edit[] {
  const same = list.items().find((item) => isMap(value) && textOf(item.at('name')) === value['name']);
  return same && value !== null ? mergeEdits(same, value) : [{ do: 'append', node: list, value }];
}

function isMap(value: ManifestValue): value is { readonly [key: string]: ManifestValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: ManifestValue): value is readonly ManifestValue[] {
  return Array.isArray(value);
}
