import type { LanguageService } from '../../../server/language/languageService.ts';
import type { Position } from '../../../server/language/answers.ts';
import { positionAt } from '../../support/manifests.ts';

/** Everything that a service answers about all of its files; about a place, at one word of one of them. */
export function answers(service: LanguageService, at: number): unknown {
  const uris = [...service.files()].sort();
  const asked = uris[at % Math.max(uris.length, 1)] ?? '';
  return toPlain({
    files: uris.map((uri) => ofFile(service, uri)),
    asked,
    place: ofPlace(service, asked, wordAt(service.text(asked) ?? '', at)),
    symbols: service.workspaceSymbols(''),
  });
}

/** In the middle of a word, so that something can be completed. */
function wordAt(text: string, at: number): Position {
  const words = [...text.matchAll(/[\w./-]+/g)];
  const word = words[at % Math.max(words.length, 1)];
  return positionAt(text, (word?.index ?? 0) + ((word?.[0].length ?? 0) >> 1));
}

function ofFile(service: LanguageService, uri: string): object {
  const text = service.text(uri) ?? '';
  const whole = { start: { line: 0, character: 0 }, end: positionAt(text, text.length) };
  return {
    text,
    problems: service.diagnose(uri),
    fixAll: service.fixAll(uri),
    outline: service.documentSymbols(uri),
    folds: service.foldingRanges(uri),
    links: service.documentLinks(uri),
    hints: service.inlayHints(uri, whole),
    status: service.status(uri),
    lenses: service.codeLenses(uri),
    resources: service.resources(uri),
    derived: service.derived(uri),
    upgrade: service.upgradeChanges(uri, { from: {}, to: { zalando: '2.0' } }),
  };
}

function ofPlace(service: LanguageService, uri: string, position: Position): object {
  return {
    position,
    actions: service.codeActions(uri, { start: position, end: position }),
    completions: service.complete(uri, position),
    live: service.liveNames(uri, position),
    hover: service.hover(uri, position),
    definition: service.definition(uri, position),
    references: service.references(uri, position, true),
    highlights: service.documentHighlights(uri, position),
    renamable: service.prepareRename(uri, position),
    renamed: service.rename(uri, position, 'renamed'),
    linked: service.linkedRanges(uri, position),
    selections: service.selectionRanges(uri, [position]),
  };
}

/** As data: what waits to be asked for is asked. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'function') return value.length === 0 ? toPlain((value as () => unknown)()) : 'asked with more';
  if (value instanceof Map) return [...value].map(toPlain);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toPlain(each)]));
}
