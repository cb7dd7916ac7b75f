import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { DatabaseSystem } from '../../schemas/contract/index.ts';
import { groupOf } from '../../server/language/apiGroups.ts';
import { readFixtures, root } from './fixtures.ts';
import { withoutTabStops } from './manifests.ts';

export type JsonMap = Readonly<Record<string, unknown>>;

/** A resource as kubectl's JSON, placeholders as they are written. */
export interface WrittenResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: JsonMap;
  /** From the repository. */
  readonly file: string;
}

/** Where manifests come from: to try, to start from, to test with. */
export type ManifestSource = 'examples' | 'snippets' | 'fixtures';

const known = new Map<ManifestSource, readonly WrittenResource[]>();

/** All resources of the pack's kinds in one of the places, whichever pack's folder they stand in. */
export function writtenResources({ kinds }: DatabaseSystem, source: ManifestSource): readonly WrittenResource[] {
  let all = known.get(source);
  if (!all) known.set(source, (all = read(source)));
  return all.filter(({ apiVersion, kind }) =>
    kinds.some((each) => each.kind === kind && each.group === groupOf(apiVersion)),
  );
}

function read(source: ManifestSource): WrittenResource[] {
  if (source === 'fixtures') {
    return readFixtures().flatMap(({ name, files }) => files.flatMap(({ text }) => resourcesIn(name, text)));
  }
  return readdirSync(path.join(root, source), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.posix.join(source, name.split(path.sep).join('/')))
    .flatMap((name) => resourcesIn(name, withoutTabStops(readFileSync(path.join(root, name), 'utf8'))));
}

function resourcesIn(file: string, text: string): WrittenResource[] {
  return parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false }).flatMap((document) => {
    const value = document.errors.length > 0 ? undefined : (document.toJS() as unknown);
    return itemsOf(value).flatMap((each) => {
      const { apiVersion, kind } = each;
      return typeof apiVersion === 'string' && typeof kind === 'string'
        ? [{ apiVersion, kind, value: each, file }]
        : [];
    });
  });
}

function itemsOf(value: unknown): JsonMap[] {
  if (!isMap(value)) return [];
  return value['kind'] === 'List' && Array.isArray(value['items']) ? value['items'].filter(isMap) : [value];
}

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
