import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { LineCounter, parse, parseDocument } from 'yaml';

/**
 * One authored schema, with the place of everything in it. `problems` gathers what is wrong as `file:line sentence`.
 * @typedef {{ name: string, apiVersion: string, kind: string, objectName?: string, schema: object, definitions: object,
 *   line(path: (string | number)[]): number }} SchemaFile
 */

/** All files below `schemas/systems` that have apiVersion, kind and schema, sorted by name. */
export function readSchemaFiles(root, problems) {
  const systems = join(root, 'schemas', 'systems');
  const files = [];
  for (const system of readdirSync(systems, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!system.isDirectory()) continue;
    const folder = join(systems, system.name);
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith('.yaml')) continue;
      const file = readSchemaFile(join(folder, name), relative(root, join(folder, name)), problems);
      if (file !== undefined) files.push(file);
    }
  }
  return files;
}

/** `undefined` if the file is broken (then `problems` says how) or holds no schema. */
export function readSchemaFile(path, name, problems) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, uniqueKeys: true });
  for (const error of document.errors) {
    problems.push(`${name}:${lines.linePos(error.pos[0]).line} ${error.message.split('\n')[0]}`);
  }
  if (document.errors.length > 0) return undefined;
  const content = document.toJS() ?? {};
  if (content.apiVersion === undefined || content.kind === undefined || content.schema === undefined) return undefined;
  return {
    name,
    apiVersion: String(content.apiVersion),
    kind: String(content.kind),
    ...(content.objectName === undefined ? {} : { objectName: String(content.objectName) }),
    schema: content.schema,
    definitions: { ...neighbour(path, content.definitionsFrom), ...content.definitions },
    line: (place) => lines.linePos(nearestOffset(document, place)).line,
  };
}

/** `definitionsFrom: other.yaml`: definitions of a file in the same folder, for kinds that share a type. */
function neighbour(path, name) {
  return name === undefined ? {} : (parse(readFileSync(join(dirname(path), name), 'utf8')).definitions ?? {});
}

/** Where a path stands, or the nearest thing above it. */
function nearestOffset(document, path) {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = parent?.items?.find?.((item) => item?.key?.value === path[length - 1]);
    const range = pair?.key?.range ?? document.getIn(path.slice(0, length), true)?.range;
    if (range !== undefined && range !== null) return range[0];
  }
  return 0;
}
