import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readFixtures, root } from '../../support/fixtures.ts';
import { isMap } from './json.ts';
import type { Json, JsonMap } from './json.ts';

/** A manifest to begin with. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  /** Path of the file that it stands in. */
  readonly source: string;
  readonly value: JsonMap;
}

/** Those of the examples, the snippets, the silent fixtures and of folders, each once. */
export function readManifests(folders: readonly string[]): Manifest[] {
  const files = [
    ...folders.map((folder) => path.resolve(folder)),
    path.join(root, 'examples'),
    path.join(root, 'snippets'),
  ]
    .flatMap(yamlFilesIn)
    .map((file) => ({ source: path.relative(root, file), text: withoutTabStops(readFileSync(file, 'utf8')) }));
  const fixtures = readFixtures()
    .filter(({ name }) => name.endsWith('.silent.yaml'))
    .flatMap(({ name, files: parts }) => parts.map(({ text }) => ({ source: name, text })));
  const found = new Map<string, Manifest>();
  for (const { source, text } of [...files, ...fixtures])
    for (const manifest of manifestsIn(text, source)) found.set(JSON.stringify(manifest.value), manifest);
  return [...found.values()];
}

export function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** What the tab stops of a snippet propose. */
function withoutTabStops(text: string): string {
  return text.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d+\n?/g, '');
}

function* manifestsIn(text: string, source: string): Iterable<Manifest> {
  for (const document of parseAllDocuments(text, { version: '1.1', merge: true })) {
    const value = document.errors.length > 0 ? null : (document.toJS() as Json);
    if (!isMap(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') continue;
    const { apiVersion, kind } = value;
    // There is no other namespace than `default`, and nothing has a status yet.
    const { status: _, ...rest } = value;
    const { namespace: __, ...metadata } = isMap(value['metadata']) ? value['metadata'] : {};
    yield { apiVersion, kind, source, value: JSON.parse(JSON.stringify({ ...rest, metadata })) as JsonMap };
  }
}
