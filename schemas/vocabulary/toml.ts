import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { Said } from '../contract/index.ts';
import { say } from './say.ts';

/** Something that a text in TOML sets. */
export interface TomlEntry {
  /** Tables and key; items of a list of tables are numbers. */
  readonly path: readonly (string | number)[];
  /** Text, number, boolean, list, or for times something else. */
  readonly value: unknown;
  /** Where the key stands, as offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** Written as in `a.b = 1`. */
  readonly isDotted: boolean;
}

/** Why a text is no TOML, and where. */
export interface TomlFault {
  /** What is wrong, as a clause. */
  readonly reason: Said;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
}

export type Toml = { readonly entries: readonly TomlEntry[] } | { readonly fault: TomlFault };

/** Longer than any configuration; what is longer is not read. */
const longest = 200_000;

/** What a text sets, or its first fault; `undefined`: it is not read. Never throws. */
export function readToml(text: string): Toml | undefined {
  if (text.length > longest || deepestNesting(text) > 100) return undefined;
  try {
    return { entries: entriesOf(parseTOML(text)) };
  } catch (error) {
    return error instanceof ParseError ? { fault: faultOf(text, error) } : undefined;
  }
}

/** Brackets that stand open at once, at most. */
function deepestNesting(text: string): number {
  let [open, most] = [0, 0];
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, ++open);
    else if (character === ']' || character === '}') open--;
  }
  return most;
}

function entriesOf(program: AST.TOMLProgram): readonly TomlEntry[] {
  const entries: TomlEntry[] = [];
  const add = (pair: AST.TOMLKeyValue, above: readonly (string | number)[]): void => {
    const { keys, range } = pair.key;
    const path = [...above, ...keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
    if (pair.value.type === 'TOMLInlineTable') for (const inner of pair.value.body) add(inner, path);
    else entries.push({ path, value: valueOf(pair.value), start: range[0], end: range[1], isDotted: keys.length > 1 });
  };
  for (const part of program.body[0].body) {
    if (part.type === 'TOMLKeyValue') add(part, []);
    else for (const pair of part.body) add(pair, part.resolvedKey);
  }
  return entries;
}

function valueOf(node: AST.TOMLContentNode): unknown {
  if (node.type === 'TOMLArray') return node.elements.map(valueOf);
  return node.type === 'TOMLInlineTable' ? {} : node.value;
}

function faultOf(text: string, { index, message }: ParseError): TomlFault {
  const at = Math.min(index, text.length);
  const word = /^[^\s=\]#]+/.exec(text.slice(at, at + 200))?.[0];
  const here = { start: at, end: at + Math.max(word?.length ?? 0, 1) };
  const place = text.slice(at).trim() === '' ? lastWordOf(text) : here;
  return { reason: reasonOf(message), ...place, line: text.slice(0, place.start).split('\n').length };
}

/** What is missing at the end is told where the text ends, not where nothing stands. */
function lastWordOf(text: string): { readonly start: number; readonly end: number } {
  const written = text.trimEnd();
  let start = written.length;
  while (start > 0 && /\S/.test(written[start - 1] ?? '')) start--;
  return { start, end: written.length };
}

function reasonOf(message: string): Said {
  if (/multiple times/i.test(message)) return say`this is set twice`;
  if (/unspecified value/i.test(message)) return say`a value is missing behind \`=\``;
  if (/unterminated string/i.test(message)) return say`a text does not end in its line`;
  if (/unterminated/i.test(message)) return say`a bracket is not closed`;
  if (/equals?/i.test(message)) return say`\`=\` is missing behind the key`;
  return say`this cannot be read`;
}
