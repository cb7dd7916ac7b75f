/**
 * A CustomResourceDefinition as an operator's tools write it, in YAML, made of our own schema of a kind: everything that it
 * refers to is written out wherever it stands, twice, for two versions.
 * @param {import('../../schemas/contract/index.ts').CompiledSchema} schema
 * @param {readonly import('../../schemas/contract/index.ts').FieldHelp[]} help
 */
export function largeDefinition({ id, root, nodes: written }, help) {
  const nodes = [...written];
  const [apiVersion, kind] = id.split(' ');
  const [group, name] = apiVersion.split('/');
  const plural = `${kind.toLowerCase()}s`;
  const lines = [
    ...['apiVersion: apiextensions.k8s.io/v1', 'kind: CustomResourceDefinition', 'metadata:'],
    ...[`  name: ${plural}.${group}`, 'spec:', `  group: ${group}`, '  names:', `    kind: ${kind}`],
    ...[`    plural: ${plural}`, '  scope: Namespaced', '  versions:'],
  ];
  for (const version of [name, 'v9']) {
    lines.push(`  - name: ${version}`, '    schema:', '      openAPIV3Schema:');
    write(nodes[root], 8);
    lines.push('    served: true', `    storage: ${version === name}`);
  }
  return `${lines.join('\n')}\n`;

  function write(node, indent) {
    const put = (text) => lines.push(' '.repeat(indent) + text);
    const text = node.help === undefined ? undefined : help[node.help]?.text;
    if (text) put(`description: |-\n${text.replaceAll(/^/gm, ' '.repeat(indent + 2))}`);
    for (const keyword of ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'format'])
      if (node[keyword] !== undefined) put(`${keyword}: ${JSON.stringify(node[keyword])}`);
    if (node.pattern) put(`pattern: ${JSON.stringify(node.pattern.source)}`);
    if (node.enum) put(`enum: ${JSON.stringify(node.enum)}`);
    if (node.type?.length > 1) put('x-kubernetes-int-or-string: true');
    else put(`type: ${node.type?.[0] ?? 'object'}`);
    if (node.unknown !== undefined || !node.type) put('x-kubernetes-preserve-unknown-fields: true');
    const rules = (node.rules ?? []).map(({ rule, message }) => ({ rule, message }));
    if (rules.length > 0) put(`x-kubernetes-validations: ${JSON.stringify(rules)}`);
    const keys = Object.entries(node.properties ?? {});
    if (keys.length > 0) put('properties:');
    for (const [key, ref] of keys) {
      put(`  ${JSON.stringify(key)}:`);
      write(nodes[ref], indent + 4);
    }
    for (const [keyword, ref] of [
      ['items', node.items],
      ['additionalProperties', keys.length > 0 ? undefined : node.values],
    ]) {
      if (ref === undefined) continue;
      put(`${keyword}:`);
      write(nodes[ref], indent + 2);
    }
  }
}
