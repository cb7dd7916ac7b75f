import { readFileSync } from 'node:fs';
import path from 'node:path';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { sharedVocabulary } from '../../schemas/sharedVocabulary.ts';
import type { ManifestSnippet } from '../language/answers.ts';
import { createLanguageService } from '../language/languageService.ts';
import type { LanguageService, LanguageServiceOptions } from '../language/languageService.ts';
import { compileNow } from './definitions/compileNow.ts';
import { createSchemaFiles } from './schemaFiles.ts';

/** The service with all packs, its data read from the folder that the build wrote (`dist`). */
export function createService(dist: string, options: Partial<LanguageServiceOptions> = {}): LanguageService {
  return createLanguageService({
    packs: languagePacks,
    vocabulary: sharedVocabulary,
    schemas: createSchemaFiles(path.join(dist, 'schemas')),
    compileDefinition: compileNow(dist),
    snippets: () => readSnippets(path.join(dist, 'snippets.json')),
    now: () => new Date(),
    ...options,
  });
}

function readSnippets(file: string): ManifestSnippet[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ManifestSnippet[];
  } catch {
    return [];
  }
}
