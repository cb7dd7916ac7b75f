import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadTypeScript } from '../../tools/loadTypeScript.mjs';
import { cacheFolder, dist } from './paths.mjs';

/**
 * Our compiled schemas as JSON Schema with their help texts, one file a kind, for a server that has none of its own.
 * @returns {Promise<Map<string, string>>} URIs by `apiVersion kind`
 */
export async function writePeerSchemas() {
  const folder = path.join(cacheFolder, 'schemas');
  mkdirSync(folder, { recursive: true });
  const { createSchemaFiles } = await loadTypeScript('server/host/schemaFiles.ts');
  const schemas = createSchemaFiles(path.join(dist, 'schemas'));
  return new Map(
    schemas.kinds().map(({ apiVersion, kind }) => {
      const target = path.join(folder, `${kind}.json`);
      const content = jsonSchemaOf(schemas.schema(apiVersion, kind), schemas.help(apiVersion, kind));
      writeFileSync(target, JSON.stringify(content));
      return [`${apiVersion} ${kind}`, pathToFileURL(target).href];
    }),
  );
}

/** Every `---` line names the schema of its document: the fastest set-up of the peer for files of several kinds. Lines stay where they are. */
export function withSchemaComments(text, schemas) {
  const documents = text.split(/^---$/m).map((document) => {
    const value = (name) => new RegExp(`^${name}: (\\S+)`, 'm').exec(document)?.[1];
    const schema = schemas.get(`${value('apiVersion')} ${value('kind')}`);
    return { document, comment: schema ? ` # yaml-language-server: $schema=${schema}` : '' };
  });
  const [first, ...others] = documents;
  return first.document + others.map(({ document, comment }) => `---${comment}${document}`).join('');
}

const copied = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

function jsonSchemaOf({ nodes: written, root }, help) {
  const nodes = [...written];
  const definitions = {};
  // The table holds other kinds as well.
  const waiting = [`n${root}`];
  for (const name of waiting) {
    if (definitions[name]) continue;
    const to = (prefix, ref) => {
      waiting.push(`${prefix}${ref}`);
      return { $ref: `#/definitions/${prefix}${ref}` };
    };
    definitions[name] = viewOf(nodes, nodes[name.slice(1)], help, name[0], to);
  }
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...definitions[`n${root}`], definitions };
}

/** Below branches (`b`) no map is closed. */
function viewOf(nodes, node, help, prefix, refer) {
  const to = (ref) => refer(prefix, ref);
  const branch = (ref) => refer('b', ref);
  const view = { description: help[node.help]?.text };
  for (const keyword of copied) view[keyword] = node[keyword];
  if (node.type) view.type = node.nullable ? [...node.type, 'null'] : node.type;
  if (node.enum && !node.enumLenient) view.enum = node.enum;
  if (node.pattern && !node.pattern.flags) view.pattern = node.pattern.js;
  if (node.items !== undefined) view.items = to(node.items);
  if (node.properties) {
    view.properties = Object.fromEntries(Object.entries(node.properties).map(([key, ref]) => [key, to(ref)]));
    if (prefix === 'n' && !node.unknown) view.additionalProperties = false;
  }
  if (node.values !== undefined) view.additionalProperties = to(node.values);
  const required = (node.required ?? []).filter((key) => nodes[node.properties?.[key]]?.default === undefined);
  if (required.length > 0) view.required = required;
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) if (node[keyword]) view[keyword] = node[keyword].map(branch);
  if (node.not !== undefined) view.not = branch(node.not);
  return view;
}
