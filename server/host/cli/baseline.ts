import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../language/answers.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { problemOfWriting, reasonOf } from '../manifestFiles.ts';
import { uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';

/** Findings that were there before: by rule, file and field, so that lines may move and sentences be written anew. */
export interface Baseline {
  /** What is left of the problems of a file: of those that are alike, as many as are new. */
  fresh(service: LanguageService, input: Input, problems: readonly Problem[]): readonly Problem[];
  /** How many of it nothing stands for any more, in files that were asked about. */
  readonly gone: number;
}

interface Entry {
  /** From the folder of the baseline on, with slashes. */
  readonly file: string;
  readonly rule: string;
  /** `postgresql/acid-shop spec.databases.shop` */
  readonly at: string;
  readonly count: number;
}

export const noBaseline: Baseline = { fresh: (_, __, problems) => problems, gone: 0 };

/** Reads one that `writeBaseline` has written. */
export function readBaseline(file: string): Baseline | { readonly problem: string } {
  let entries: readonly Entry[] | undefined;
  try {
    entries = entriesOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError))
      return { problem: `--baseline ${file} ${reasonOf(error)}. --write-baseline makes it.` };
  }
  if (!entries) return { problem: `--baseline ${file} is no baseline: write it anew with --write-baseline.` };
  const known = new Map(entries.map((each) => [keyOf(each), each.count]));
  const folder = folderOf(file);
  const asked = new Map<string, Map<string, number>>();
  return {
    fresh(service, input, problems) {
      const name = nameIn(folder, input);
      const seen = new Map<string, number>();
      asked.set(name, seen);
      const fields = fieldsOf(service, input, problems);
      return problems.filter(({ code }, index) => {
        const key = keyOf({ file: name, rule: code, at: fields[index] ?? '' });
        const number = (seen.get(key) ?? 0) + 1;
        seen.set(key, number);
        return number > (known.get(key) ?? 0);
      });
    },
    get gone() {
      return entries.reduce((sum, each) => {
        const seen = asked.get(each.file);
        return seen ? sum + Math.max(0, each.count - (seen.get(keyOf(each)) ?? 0)) : sum;
      }, 0);
    },
  };
}

/** Writes all problems of files as what is known, an entry a line, sorted. Returns the end of a sentence about the file if that cannot be done. */
export function writeBaseline(
  file: string,
  service: LanguageService,
  found: readonly { readonly input: Input; readonly problems: readonly Problem[] }[],
): string | undefined {
  const folder = folderOf(file);
  const counts = new Map<string, Entry>();
  for (const { input, problems } of found) {
    const name = nameIn(folder, input);
    const fields = fieldsOf(service, input, problems);
    problems.forEach(({ code }, index) => {
      const entry = { file: name, rule: code, at: fields[index] ?? '' };
      const key = keyOf(entry);
      counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
    });
  }
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { count, ...entry }]) => plainJson(count > 1 ? { ...entry, count } : entry));
  const text = `{\n  "version": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(',')}\n  ]\n}\n`;
  return problemOfWriting(() => writeFileSync(file, text));
}

/** On one line, in characters that any terminal shows as they are. */
function plainJson(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function fieldsOf(service: LanguageService, input: Input, problems: readonly Problem[]): readonly string[] {
  return service.fieldsAt(
    uriOf(input),
    problems.map(({ range }) => range.start),
  );
}

/** `undefined`: it is something else. */
function entriesOf(content: unknown): readonly Entry[] | undefined {
  const { version, findings } = (content ?? {}) as { readonly version?: unknown; readonly findings?: unknown };
  if (version !== 1 || !Array.isArray(findings)) return undefined;
  return (findings as unknown[]).map((each) => {
    const { file, rule, at, count } = (each ?? {}) as Partial<Record<keyof Entry, unknown>>;
    const number = typeof count === 'number' && count > 0 ? count : 1;
    return { file: String(file), rule: String(rule), at: String(at), count: number };
  });
}

function keyOf({ file, rule, at }: Omit<Entry, 'count'>): string {
  return JSON.stringify([file, rule, at]);
}

/** Links resolved, as those of the files that are checked are. */
function folderOf(file: string): string {
  const folder = path.dirname(path.resolve(file));
  return existsSync(folder) ? realpathSync(folder) : folder;
}

function nameIn(folder: string, { file, name }: Input): string {
  return file === undefined ? name : path.relative(folder, file).split(path.sep).join('/');
}
