import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { ReportFault } from '../../schemas/compiler/schemaReading.ts';
import type { NeighbourSchema, SchemaFile } from '../../schemas/compiler/schemaFile.ts';
import { readAuthoredSchema } from './readAuthoredSchema.ts';
import { readYaml } from './readYaml.ts';

/**
 * All files below `schemas/systems` and in `schemas/configuration` of a folder that have a schema, and apiVersion and kind or a subject, sorted by name. What is wrong with one
 * is added to `problems`, as `file:line sentence`.
 */
export function readSchemaFiles(root: string, problems: string[]): SchemaFile[] {
  const systems = join(root, 'schemas', 'systems');
  const packs = readdirSync(systems, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = packs.map(({ name }) => [name, join(systems, name)] as const);
  const own = join(root, 'schemas', 'configuration');
  if (existsSync(own)) folders.push(['configuration', own]);
  return folders
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([pack, folder]) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .flatMap((name) => {
          const path = join(folder, name);
          return readSchemaFile(path, relative(root, path), pack, problems) ?? [];
        }),
    );
}

function readSchemaFile(path: string, name: string, pack: string, problems: string[]): SchemaFile | undefined {
  const file = readYaml(path, name, problems);
  const { schema, definitions } = file?.content ?? {};
  const textAt = (key: string) => textOf(file?.content[key]);
  const [subject, objectName] = [textAt('subject'), textAt('objectName')];
  const [apiVersion, kind] = subject === undefined ? [textAt('apiVersion'), textAt('kind')] : ['', subject];
  if (file === undefined) return undefined;
  if (apiVersion === undefined || kind === undefined || schema === undefined) {
    // Of files that others take definitions from, what is wrong is told here, once.
    readDefinitions(definitions, file.report);
    return undefined;
  }
  return {
    name,
    pack,
    apiVersion,
    kind,
    ...(file.content['scope'] === 'Cluster' ? { scope: 'Cluster' as const } : {}),
    ...(objectName === undefined ? {} : { objectName }),
    schema: readAuthoredSchema(schema, ['schema'], file.report),
    definitions: {
      ...neighbourDefinitions(path, file.content['definitionsFrom']),
      ...readDefinitions(definitions, file.report),
    },
    neighbour: (other) => readNeighbour(join(dirname(path), other)),
    line: (place) => file.line(place),
  };
}

/** A kind's file, whose own faults are told there. */
function readNeighbour(path: string): NeighbourSchema | undefined {
  return existsSync(path) ? readSchemaFile(path, path, '', []) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * `definitionsFrom: other.yaml`, or several in a list: definitions of files in the same folder, of which a later one wins. What
 * is wrong with them is told of their own file.
 */
function neighbourDefinitions(path: string, written: unknown): Readonly<Record<string, AuthoredSchema>> {
  const names = (Array.isArray(written) ? written : [written]).flatMap((name) => textOf(name) ?? []);
  const all = names.map((name) => {
    const content: unknown = parse(readFileSync(join(dirname(path), name), 'utf8'));
    return readDefinitions((content as Record<string, unknown>)['definitions'], () => undefined);
  });
  return Object.assign({}, ...all) as Readonly<Record<string, AuthoredSchema>>;
}

function readDefinitions(definitions: unknown, report: ReportFault): Readonly<Record<string, AuthoredSchema>> {
  const entries = Object.entries(typeof definitions === 'object' ? (definitions ?? {}) : {});
  return Object.fromEntries(
    entries.map(([name, schema]) => [name, readAuthoredSchema(schema, ['definitions', name], report)]),
  );
}
