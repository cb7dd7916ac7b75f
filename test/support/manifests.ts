import { languagePacks } from '../../schemas/languageRegistry.ts';
import { createService } from '../../server/host/createService.ts';
import { rulePageLink } from '../../server/host/lsp/rulePageLink.ts';
import type { Completion, Position } from '../../server/language/answers.ts';
import { knownCodes } from '../../server/language/knownCodes.ts';
import type { LanguageService, LanguageServiceOptions } from '../../server/language/languageService.ts';
import { applyEdits } from './applyEdits.ts';
import { dist, schemas, uriOf } from './fixtures.ts';

export const now = () => new Date('2026-01-15T12:00:00Z');
export const uri = uriOf('manifest.yaml');
const codes = knownCodes(languagePacks);
const ruleLink = (code: string) => (codes.has(code) ? rulePageLink(code) : undefined);

/** The product's service with files; a pack that throws fails the test. */
export function serviceWith(
  files: string | Readonly<Record<string, string>>,
  options: Partial<LanguageServiceOptions> = {},
): LanguageService {
  const service = createService(dist, { now, schemas, ruleLink, onFailure: fail, ...options });
  if (typeof files === 'string') service.setFile(uri, files);
  else for (const [name, text] of Object.entries(files)) service.setFile(uriOf(name), text);
  return service;
}

function fail(what: string, error: unknown): never {
  throw new Error(`${what} failed`, { cause: error });
}

/** A text without its cursor `$0`, and where that stood. */
export function readCursor(marked: string): { text: string; position: Position } {
  const offset = marked.indexOf('$0');
  if (offset < 0) throw new Error(`no $0 in ${JSON.stringify(marked)}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), position: positionAt(marked, offset) };
}

export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** Where a piece of text begins; it has to be there. */
export function positionOf(text: string, piece: string, within = 0): Position {
  const offset = text.indexOf(piece);
  if (offset < 0) throw new Error(`${JSON.stringify(piece)} is not in the text`);
  return positionAt(text, offset + within);
}

/** What a file holds once a completion is accepted, as an editor does it: lines behind the first get the indentation of their line. */
export function accept(text: string, { edit }: Completion): string {
  const indent =
    /^ */.exec(text.split(/\r\n|\r|\n/)[edit.range.start.line] ?? '')?.[0].slice(0, edit.range.start.character) ?? '';
  return applyEdits(text, [{ ...edit, text: edit.text.replaceAll('\n', `\n${indent}`) }]);
}

/** A snippet whose tab stops keep what they propose. */
export function withoutTabStops(text: string): string {
  return text.replaceAll(/\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\d+/g, (_, value?: string) =>
    (value ?? '').replaceAll(/\\(.)/g, '$1'),
  );
}
