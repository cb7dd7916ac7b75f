import type { LanguageService, LanguageServiceOptions } from '../language/languageService.ts';
import { createService } from './createService.ts';
import { rulePlace } from './rulePlace.ts';

/** What `import ... from 'db-manifests/language'` gives: the language service with all systems. docs/LIBRARY.md shows how it is used. */

export type * from '../language/answers.ts';
export type { LanguageService } from '../language/languageService.ts';
export type { LanguageSettings } from '../language/settings.ts';
export type { TextChange } from '../language/workspace/manifestFile.ts';
export type { Markdown, Severity } from '../../schemas/contract/index.ts';

/** What a program may set; all of it may be left out. */
export interface LanguageOptions extends Partial<
  Pick<LanguageServiceOptions, 'settings' | 'translate' | 'ruleLink' | 'onFailure'>
> {
  /** For what depends on the day, such as versions past their end. */
  readonly now?: () => Date;
}

/**
 * A language service with the schemas and rules of all systems, which lie beside this file. Nothing is read besides, nothing is
 * sent, and it never throws: files are handed over with `setFile`, and what a file does not show is not known.
 */
export function createLanguageService(options: LanguageOptions = {}): LanguageService {
  const ruleLink = (code: string) => {
    const place = rulePlace(__dirname, code);
    return place && `${place.uri}#${place.fragment}`;
  };
  return createService(__dirname, { ruleLink, ...options });
}
