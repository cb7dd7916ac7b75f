/**
 * From a tree to the compact form (`CompiledSchema`): sub-schemas that are alike, texts included, become one node, so
 * that a text is found without a path. Deterministic: nodes are numbered as they are met, children first.
 */

/** Order in which keywords are written; also the list of those that the compact form has. */
const scalars = [
  'type',
  'nullable',
  'required',
  'expected',
  'unknown',
  'enum',
  'enumVersions',
  'enumLenient',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'listKeys',
  'listLenient',
  'nullIsEmpty',
  'bytes',
  'since',
  'until',
  'successor',
  'immutable',
  'default',
  'sample',
  'suggest',
  'keys',
  'explain',
];

/** `{ schema: CompiledSchema, help: FieldHelp[], treeNodes: number }` */
export function compileTree(id, tree) {
  const table = { nodes: [], byText: new Map(), help: [], helpByText: new Map(), treeNodes: 0 };
  const root = compileNode(tree, table);
  return { schema: { id, root, nodes: table.nodes }, help: table.help, treeNodes: table.treeNodes };
}

function compileNode(tree, table) {
  table.treeNodes += 1;
  const node = {};
  for (const keyword of scalars) if (tree[keyword] !== undefined) node[keyword] = tree[keyword];
  if (tree.properties !== undefined) {
    node.properties = {};
    for (const [key, property] of Object.entries(tree.properties)) node.properties[key] = compileNode(property, table);
  }
  for (const keyword of ['values', 'items', 'not']) {
    if (tree[keyword] !== undefined) node[keyword] = compileNode(tree[keyword], table);
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    if (tree[keyword] !== undefined) node[keyword] = tree[keyword].map((branch) => compileNode(branch, table));
  }
  if (tree.readings !== undefined) {
    node.readings = tree.readings.map(({ schema, ...range }) => ({ ...range, schema: compileNode(schema, table) }));
  }
  if (tree.help !== undefined) node.help = indexOf(tree.help, table.help, table.helpByText);
  return indexOf(node, table.nodes, table.byText);
}

function indexOf(value, list, byText) {
  const text = JSON.stringify(value);
  const known = byText.get(text);
  if (known !== undefined) return known;
  list.push(value);
  byText.set(text, list.length - 1);
  return list.length - 1;
}
