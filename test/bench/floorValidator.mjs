/**
 * The least validator for a compiled schema: types, enums, bounds, patterns, required and unknown keys; branches only
 * as yes or no. @returns {(value: unknown) => {at: (string | number)[], message: string}[]}
 */
export function floorValidator({ nodes, root }) {
  const patterns = new Map();
  const matches = ({ js, flags }, text) => {
    if (!patterns.has(js)) patterns.set(js, new RegExp(js, flags));
    return patterns.get(js).test(text);
  };

  function walk(ref, value, at, found, inBranch) {
    const node = nodes.at(ref);
    const add = (message, place = at) => found.push({ at: place, message });
    if (value === null && (node.nullable || inBranch)) return;
    if (node.type && !node.type.some((type) => isOfType(type, value))) return add(`must be ${node.type.join(' or ')}`);
    if (node.enum && !node.enum.includes(value)) add(`must be one of ${node.enum.join(', ')}`);
    if (typeof value === 'string' && node.pattern && !matches(node.pattern, value)) add('does not match the pattern');
    if (typeof value === 'number' && (value < node.minimum || value > node.maximum)) add('is out of range');
    if (Array.isArray(value)) {
      if (node.items !== undefined)
        value.forEach((item, index) => walk(node.items, item, [...at, index], found, inBranch));
    } else if (value !== null && typeof value === 'object') walkMap(node, value, at, found, inBranch);
    const fits = (branch) => {
      const inside = [];
      walk(branch, value, at, inside, true);
      return inside.length === 0;
    };
    if (node.anyOf && !node.anyOf.some(fits)) add('fits no alternative');
    if (node.oneOf && node.oneOf.filter(fits).length !== 1) add('fits none or several alternatives');
    if (node.allOf && !node.allOf.every(fits)) add('does not fit all conditions');
    if (node.not !== undefined && fits(node.not)) add('fits what is forbidden');
  }

  function walkMap(node, value, at, found, inBranch) {
    for (const key of node.required ?? []) {
      if (!(key in value) && nodes.at(node.properties?.[key])?.default === undefined)
        found.push({ at, message: `lacks ${key}` });
    }
    for (const [key, child] of Object.entries(value)) {
      const ref = node.properties?.[key] ?? node.values;
      if (ref !== undefined) walk(ref, child, [...at, key], found, inBranch);
      else if (node.properties && !node.unknown && !inBranch)
        found.push({ at: [...at, key], message: `unknown key ${key}` });
    }
  }

  return (value) => {
    const found = [];
    walk(root, value, [], found, false);
    return found;
  };
}

function isOfType(type, value) {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return value !== null && typeof value === 'object' && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
