import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSchemaFiles } from '../../../server/host/schemaFiles.ts';
import type { SchemaFiles } from '../../../server/host/schemaFiles.ts';
import { buildSchemas as build } from '../../../tools/schemas/buildSchemas.ts';
import type { BuildReport } from '../../../tools/schemas/buildSchemas.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';

export const projectRoot = findRoot(import.meta.dirname);

/**
 * A folder of reference data that stands beside the repository; it is not part of the project. Where it is missing the
 * test says so and passes, except in CI.
 */
export function sharedFolder(name: string, context: { diagnostic(message: string): void }): string | undefined {
  const folder = join(projectRoot, '..', 'shared', name);
  if (existsSync(folder)) return folder;
  if (process.env['CI']) throw new Error(`${folder} is missing`);
  context.diagnostic(`NOT RUN: ${folder} is missing`);
  return undefined;
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${start}`);
  }
}

/** Types of the Kubernetes API, read once for all builds of a test file. */
export const types = readKubernetesTypes(projectRoot, []);

/** The build step; a folder of a test has no types of its own. */
export function buildSchemas(root: string, out: string, options: { strict?: boolean } = {}): BuildReport {
  return build(root, out, { ...options, types });
}

/** A folder for one test; the system clears it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'db-manifests-'));
}

/** The schemas of `test/language/schema/toy`, fresh from the build. */
export function buildToySchemas(): SchemaFiles {
  const folder = temporaryFolder();
  buildSchemas(join(projectRoot, 'test', 'language', 'schema', 'toy'), folder);
  return createSchemaFiles(folder);
}
