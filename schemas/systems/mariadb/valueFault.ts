import type { Said } from '../../contract/index.ts';
import { nearestName } from '../../vocabulary/nearest.ts';
import { fewOf, say } from '../../vocabulary/say.ts';
import type { ServerOption } from './serverOptions.ts';

/** Why the server reads a value otherwise than it is written, or not at all. */
export interface ValueFault {
  readonly problem: Said;
  /** What is probably meant, in place of the whole value. */
  readonly meant?: string | undefined;
}

/**
 * What is wrong with a value, as the server reads it (mysys/my_getopt.c; what it makes of each was asked of MariaDB 10.11 and 11.8).
 * `undefined`: it can read it, or nothing is known.
 */
export function valueFault({ name, type, words }: ServerOption, value: string): ValueFault | undefined {
  switch (type) {
    case 'integer':
    case 'unsigned':
      return numberFault(name, type, value);
    case 'decimal':
      return /^[-+.\de\s]*$/i.test(value) && !Number.isNaN(Number(value))
        ? undefined
        : { problem: say`MariaDB cannot read "${value}" as a number, and does not start: write one such as 0.5.` };
    case 'switch':
    case 'plugin-switch':
      return switchFault(type, value);
    case 'word':
      return isWord(value, words) ? undefined : wordFault(name, words, value, value);
    case 'words':
      return wordsFault(name, words, value);
    case 'switches':
      return switchesFault(name, words, value);
    case 'bare':
      return { problem: say`\`${name}\` takes no value, and the server does not start with one: remove "=${value}".` };
    case 'text':
      return undefined;
  }
}

/** Digits and one letter, whatever comes behind that: `1Gi` is `1G`. Either may be missing. */
function numberFault(name: string, type: 'integer' | 'unsigned', value: string): ValueFault | undefined {
  if (type === 'unsigned' && /^\s*-\d/.test(value))
    return { problem: say`\`${name}\` cannot be below 0, and MariaDB does not start: write a number from 0 on.` };
  if (/^\s*[-+]?\d*(?:[kmgtpe]|$)/i.test(value)) return undefined;
  return {
    problem: say`MariaDB cannot read "${value}" as a whole number, and does not start: write digits, with K, M or G behind them where it is a size.`,
    meant: wholeNumber(value),
  };
}

/** `128 M` and `1.5G` as the server reads them. */
function wholeNumber(value: string): string | undefined {
  const [, digits = '', fraction = '', unit = ''] = /^(\d+)(?:\.(\d{1,3}))?\s*([kmgt]?)(?:i?b)?$/i.exec(value) ?? [];
  const smaller = new Map([
    ['k', ''],
    ['m', 'K'],
    ['g', 'M'],
    ['t', 'G'],
  ]).get(unit.toLowerCase());
  if (digits === '' || unit === '') return undefined;
  if (fraction === '') return `${digits}${unit.toUpperCase()}`;
  const amount = Number(`${digits}.${fraction}`) * 1024;
  return smaller !== undefined && Number.isSafeInteger(amount) ? `${String(amount)}${smaller}` : undefined;
}

function switchFault(type: 'switch' | 'plugin-switch', value: string): ValueFault | undefined {
  if (['on', 'off', 'true', 'false', '1', '0'].includes(value.toLowerCase())) return undefined;
  if (type === 'plugin-switch' && !/^[a-z]/i.test(value)) return undefined;
  return {
    problem:
      type === 'switch'
        ? say`MariaDB takes "${value}" for off, whatever it means: write ON or OFF.`
        : say`MariaDB cannot read "${value}" as on or off, and leaves the setting as it is: write ON or OFF.`,
    meant: switches.get(value.toLowerCase()),
  };
}

const switches: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', 'enable', 'enabled'].map((word) => [word, 'ON'] as const),
  ...['no', 'n', 'disable', 'disabled'].map((word) => [word, 'OFF'] as const),
]);

/** The first letters of a word are enough; a number is its place. */
function isWord(value: string, words: readonly string[]): boolean {
  const folded = value.trimEnd().toLowerCase();
  return /^\d+$/.test(value) || words.some((word) => word.toLowerCase().startsWith(folded));
}

function wordFault(name: string, words: readonly string[], value: string, whole: string): ValueFault {
  const folded = value.toLowerCase();
  const switched = words.includes(switches.get(folded) ?? '') ? switches.get(folded) : undefined;
  const truth = folded === 'true' ? 'ON' : folded === 'false' ? 'OFF' : undefined;
  const dashed = words.find((word) => word.toLowerCase() === folded.replace(/[\s_]+/g, '-'));
  const meant = dashed ?? switched ?? (truth && words.includes(truth) ? truth : undefined) ?? nearestName(value, words);
  const problem = say`\`${name}\` knows no "${value}", and MariaDB does not start: write one of ${fewOf(words)}.`;
  return meant === undefined ? { problem } : { problem, meant: whole.replace(value, () => meant) };
}

function wordsFault(name: string, words: readonly string[], value: string): ValueFault | undefined {
  if (value === '') return undefined;
  const blanks = blanksFault(name, value);
  if (blanks) return blanks;
  const strange = value.split(',').find((word) => !isWord(word, words) || word === '');
  if (strange === undefined) return undefined;
  if (strange === '') {
    return {
      problem: say`Nothing stands between two commas of \`${name}\`, and MariaDB does not start: remove one.`,
      meant: value.split(',').filter(Boolean).join(','),
    };
  }
  return wordFault(name, words, strange, value);
}

function blanksFault(name: string, value: string): ValueFault | undefined {
  if (!/,\s|\s,/.test(value)) return undefined;
  return {
    problem: say`MariaDB knows no blanks between the words of \`${name}\`, and does not start: remove them.`,
    meant: value
      .split(',')
      .map((word) => word.trim())
      .join(','),
  };
}

function switchesFault(name: string, words: readonly string[], value: string): ValueFault | undefined {
  const blanks = blanksFault(name, value);
  if (blanks) return blanks;
  for (const part of value === '' ? [] : value.split(',')) {
    const [word = '', state] = part.split('=');
    if (word === 'default' && state === undefined) continue;
    if (!isWord(word, words)) return wordFault(name, words, word, value);
    if (state === undefined || !/^(?:on|off|default)$/i.test(state)) {
      return {
        problem: say`MariaDB cannot read "${part}", and does not start: write \`${word}=on\` or \`${word}=off\`.`,
      };
    }
  }
  return undefined;
}
