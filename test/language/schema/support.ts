import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSchemaFiles } from '../../../server/host/schemaFiles.ts';
import type { SchemaFiles } from '../../../server/host/schemaFiles.ts';

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

export interface BuildReport {
  readonly fields: number;
  readonly fieldsWithHelp: number;
  readonly undescribed: readonly string[];
  readonly dropped: readonly string[];
  readonly kinds: readonly { readonly id: string; readonly nodes: number; readonly bytes: number }[];
}

type BuildSchemas = (root: string, out: string, options?: { strict?: boolean }) => BuildReport;

/** The build step; plain JavaScript, so it is loaded from the tree. */
export const { buildSchemas } = (await import(
  pathToFileURL(join(projectRoot, 'tools', 'schemas', 'buildSchemas.mjs')).href
)) as { buildSchemas: BuildSchemas };

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

/** The schemas of the product, fresh from the build. */
export function buildProductSchemas(): SchemaFiles {
  const folder = temporaryFolder();
  buildSchemas(projectRoot, folder);
  return createSchemaFiles(folder);
}
