/**
 * Compares an authored schema, as a tree, with the OpenAPI schema of a CRD. A difference at or below a place with
 * `x-deviates` is known. Where the CRD keeps unknown fields and names none, a schema may say more than it does.
 */

const bounds = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

/** `{ compared, differences: [{ kind: 'missing' | 'extra' | 'different', path, text, reason? }] }` */
export function compareWithCrd(tree, crd) {
  const result = { compared: 0, differences: [] };
  compareNode(tree, crd, { path: [], reason: undefined, result, isRoot: true });
  return result;
}

function compareNode(tree, crd, place) {
  const inside = tree.deviates === undefined ? place : { ...place, reason: tree.deviates };
  place.result.compared += 1;
  compareTypes(tree, crd, inside);
  compareValues(tree, crd, inside);
  compareObject(tree, crd, inside);
  compareBranches(tree, crd, inside);
  if (tree.items !== undefined && crd.items !== undefined) compareNode(tree.items, crd.items, step(inside, '[]'));
  else if (tree.items !== undefined || crd.items !== undefined) compareKeyword('items', tree.items, crd.items, inside);
}

function compareTypes(tree, crd, place) {
  const expected = crd['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : [crd.type ?? []].flat();
  const isOpen = crd.type === undefined && crd['x-kubernetes-preserve-unknown-fields'] === true;
  if (isOpen && tree.type?.length === 1) return;
  compareLists('type', tree.type ?? [], expected, place);
  compareKeyword('nullable', tree.nullable === true, crd.nullable === true, place);
}

function compareValues(tree, crd, place) {
  const isFiner = tree.enumLenient === true && crd.enum === undefined;
  if (!isFiner) compareLists('enum', tree.enum ?? [], crd.enum ?? [], place);
  const knowsPattern = tree.kubernetes && crd.pattern === undefined;
  if (!knowsPattern) compareKeyword('pattern', tree.pattern?.source, crd.pattern, place);
  for (const keyword of bounds) compareKeyword(keyword, tree[keyword], crd[keyword], place);
  if (tree.default !== undefined && crd.default !== undefined) {
    compareKeyword('default', tree.default, crd.default, place);
  }
  const isSet = crd.uniqueItems === true || crd['x-kubernetes-list-type'] === 'set';
  compareKeyword('uniqueItems', tree.uniqueItems === true, isSet, place);
  compareLists('list-map-keys', tree.listKeys ?? [], crd['x-kubernetes-list-map-keys'] ?? [], place);
}

function compareObject(tree, crd, place) {
  const isOpen = crd['x-kubernetes-preserve-unknown-fields'] === true || crd.additionalProperties === true;
  const finer = isOpen && crd.properties === undefined;
  if (place.isRoot !== true || !isOpen)
    compareKeyword('preserve-unknown-fields', tree.unknown !== undefined, isOpen, place);
  const expected = typeof crd.additionalProperties === 'object' ? crd.additionalProperties : undefined;
  if (tree.values !== undefined && expected !== undefined) compareNode(tree.values, expected, step(place, '*'));
  else if (!finer && (tree.values ?? expected) !== undefined) {
    compareKeyword('additionalProperties', tree.values, expected, place);
  }
  if (finer) return;
  const required = [...(tree.required ?? []), ...(tree.expected ?? [])];
  compareLists(
    'required',
    withoutResourceFields(required, place),
    withoutResourceFields(crd.required ?? [], place),
    place,
  );
  compareProperties(tree, crd, place);
}

function compareProperties(tree, crd, place) {
  for (const key of withoutResourceFields(Object.keys(crd.properties ?? {}), place)) {
    const property = tree.properties?.[key];
    if (property === undefined) difference('missing', step(place, key), 'the CRD has this field');
    else compareNode(property, crd.properties[key], step(place, key));
    if (tree.required?.includes(key) && property?.default !== undefined) {
      compareKeyword('default', property.default, crd.properties[key].default, step(place, key));
    }
  }
  for (const key of withoutResourceFields(Object.keys(tree.properties ?? {}), place)) {
    if (crd.properties?.[key] !== undefined) continue;
    const reason = tree.properties[key].deviates ?? place.reason;
    difference('extra', { ...step(place, key), reason }, 'the CRD has no such field');
  }
}

function compareBranches(tree, crd, place) {
  const pair = crd['x-kubernetes-int-or-string'] === true;
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const expected = pair ? [] : (crd[keyword] ?? []);
    const branches = tree[keyword] ?? [];
    compareKeyword(keyword, branches.length, expected.length, place);
    branches.forEach((branch, index) => {
      const other = expected[index];
      if (other !== undefined) compareNode(branch, other, step(place, `${keyword}/${index}`));
    });
  }
  if (tree.not !== undefined && crd.not !== undefined) compareNode(tree.not, crd.not, step(place, 'not'));
  else compareKeyword('not', tree.not !== undefined, crd.not !== undefined, place);
}

/** What the build adds to every kind is not compared. */
function withoutResourceFields(keys, place) {
  if (place.isRoot !== true) return keys;
  return keys.filter((key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key));
}

function compareLists(keyword, ours, theirs, place) {
  const sorted = (list) => [...list].map((value) => JSON.stringify(value)).sort();
  const [a, b] = [sorted(ours), sorted(theirs)];
  if (a.join() === b.join()) return;
  const only = (list, other) => list.filter((value) => !other.includes(value)).join(' ') || 'nothing';
  difference('different', place, `${keyword}: only here ${only(a, b)}, only in the CRD ${only(b, a)}`);
}

function compareKeyword(keyword, ours, theirs, place) {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
  const show = (value) => (typeof value === 'object' ? 'set' : value === undefined ? 'not set' : JSON.stringify(value));
  difference('different', place, `${keyword}: ${show(ours)} here, ${show(theirs)} in the CRD`);
}

function difference(kind, place, text) {
  place.result.differences.push({
    kind,
    path: place.path.join('.').replaceAll('.[]', '[]'),
    text,
    reason: place.reason,
  });
}

function step(place, key) {
  return { ...place, path: [...place.path, key], isRoot: false };
}
