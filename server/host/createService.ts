import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { sharedVocabulary } from '../../schemas/sharedVocabulary.ts';
import type { ManifestSnippet } from '../language/answers.ts';
import { knownCodes } from '../language/knownCodes.ts';
import { createLanguageService } from '../language/languageService.ts';
import type { LanguageService, LanguageServiceOptions } from '../language/languageService.ts';
import { compileNow } from './definitions/compileNow.ts';
import { createSchemaFiles } from './schemaFiles.ts';

/** The service with all packs, its data read from the folder that the build wrote (`dist`). */
export function createService(dist: string, options: Partial<LanguageServiceOptions> = {}): LanguageService {
  const links = new Map<string, string | undefined>();
  return createLanguageService({
    packs: languagePacks,
    vocabulary: sharedVocabulary,
    schemas: createSchemaFiles(path.join(dist, 'schemas')),
    compileDefinition: compileNow(dist),
    snippets: () => readSnippets(path.join(dist, 'snippets.json')),
    now: () => new Date(),
    ruleLink: (code) => {
      if (!links.has(code)) links.set(code, ruleLink(dist, code));
      return links.get(code);
    },
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

const pages = knownCodes(languagePacks);

/** The page lies beside the server, so that it opens without a network. */
function ruleLink(dist: string, code: string): string | undefined {
  return pages.has(code) ? pathToFileURL(path.join(dist, 'rules', `${code}.md`)).href : undefined;
}
