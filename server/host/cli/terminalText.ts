import { hasControlCharacters, inertLines, inertSentence, inertText } from '../../../schemas/vocabulary/inertText.ts';

/**
 * What is written to a terminal, and read by the pipelines that run us: no line obeys anybody. GitHub takes `::` at the start of a
 * line, and `##[` anywhere in it, for commands; Azure and TeamCity `##word[`.
 */

/** A sentence of ours with foreign texts in it. */
export function terminalLine(sentence: string): string {
  return withoutCommands(inertSentence(sentence));
}

/** The same where nothing but blanks stands before it. */
export function terminalStart(sentence: string): string {
  return terminalLine(sentence).replace(/^(\s*):(?=:)/, '$1: ');
}

/** At the start of a line. It stays the path that it is, unless it holds what cannot be shown. */
export function terminalPath(file: string): string {
  const path = withoutCommands(inertText(file, longestPath));
  return /^\s*::/.test(path) ? `./${path}` : path;
}

/** Lines with foreign texts in them. */
export function terminalLines(text: string): string {
  return withoutCommands(inertLines(text, Infinity)).replaceAll(/^([ \t]*):(?=:)/gm, '$1: ');
}

/** JSON that means the same: what a terminal or a pipeline would obey is escaped. */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
    .replaceAll(/[^ -~\n]/gu, (character) => (hasControlCharacters(character) ? escaped(character) : character))
    .replaceAll(command, '#\\u0023');
}

/** Text inside XML 1.0, which cannot hold some characters at all; what a terminal or a pipeline would obey is escaped. */
export function terminalXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]|(?<=#)#(?=\w{0,40}\[)/g, numbered)
    .replaceAll(/[^ -~]/gu, (character) => (hasControlCharacters(character) ? numbered(character) : character));
}

function numbered(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}

/** In UTF-16 units. */
const longestPath = 4096;
const command = /##(?=\w{0,40}\[)/g;

function withoutCommands(line: string): string {
  return line.replaceAll(command, '# #');
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
