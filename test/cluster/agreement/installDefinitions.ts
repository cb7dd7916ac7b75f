import { readFileSync } from 'node:fs';
import { parseAllDocuments, stringify } from 'yaml';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import { ApiError } from '../bed/apiClient.ts';
import type { ApiClient } from '../bed/apiClient.ts';
import { yamlFilesIn } from './readManifests.ts';
import { until } from '../../support/until.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

interface Definition {
  readonly kind?: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * The CustomResourceDefinitions in the folders; of two with one name the first that says something of fields. Ready when all are served.
 * @returns each as a document
 */
export async function installDefinitions(api: ApiClient, folders: readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, Definition>();
  for (const file of folders.flatMap(yamlFilesIn)) {
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const written = document.toJS() as Definition | null;
      if (written?.kind !== 'CustomResourceDefinition') continue;
      const value = filled.has(String(written.spec['group'])) ? withoutRequired(written) : written;
      const known = found.get(value.metadata.name);
      if (known === undefined || (!namesFields(known) && namesFields(value))) found.set(value.metadata.name, value);
    }
  }
  for (const definition of found.values()) await install(api, definition);
  await Promise.all(Array.from(found.values(), (definition) => untilServed(api, definition)));
  return Array.from(found.values(), (definition) =>
    stringify(definition, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
}

/**
 * Groups whose operator writes down every field of its own types that is not there, in a webhook, before the definition is asked:
 * none is ever missing.
 */
const filled = new Set(['operator.tekton.dev']);

function withoutRequired(definition: Definition): Definition {
  const text = JSON.stringify(definition, (key, value: unknown) =>
    key === 'required' && Array.isArray(value) ? undefined : value,
  );
  return JSON.parse(text) as Definition;
}

/** One that takes anything has nothing to compare with. */
function namesFields({ spec }: Definition): boolean {
  return JSON.stringify(spec).includes('"properties":{');
}

async function install(api: ApiClient, definition: Definition): Promise<void> {
  // No webhook of the operator runs here, and with its descriptions a definition may be too large to be stored.
  const slim = { ...definition, spec: { ...definition.spec, conversion: { strategy: 'None' } }, status: undefined };
  await api.request('POST', definitions, JSON.parse(JSON.stringify(slim, withoutDescription)));
}

/** A text is a description; a schema of a field that is called so is none. */
function withoutDescription(key: string, value: unknown): unknown {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}

/** Served, and published. */
async function untilServed(api: ApiClient, definition: Definition): Promise<void> {
  const crd = readCrd(definition);
  for (const { name } of crd?.versions ?? []) {
    const path = `/apis/${crd?.group ?? ''}/${name}/${crd?.plural ?? ''}`;
    const published = `/openapi/v3/apis/${crd?.group ?? ''}/${name}`;
    await until(
      async () => !(await isMissing(api, path)) && (await holds(api, published, crd?.kind ?? '')),
      () => `${path} is not served`,
      { limit: 300_000, pause: 500 },
    );
  }
}

async function isMissing(api: ApiClient, path: string): Promise<boolean> {
  try {
    await api.request('GET', `${path}?limit=1`);
    return false;
  } catch (error) {
    if (error instanceof ApiError) return true;
    throw error;
  }
}

async function holds(api: ApiClient, path: string, kind: string): Promise<boolean> {
  if (await isMissing(api, path)) return false;
  return JSON.stringify(await api.request('GET', path)).includes(`"kind":"${kind}"`);
}
