import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createService } from '../../server/host/createService.ts';
import { createSchemaFiles } from '../../server/host/schemaFiles.ts';
import type { Problem } from '../../server/language/answers.ts';
import type { LanguageService, LanguageServiceOptions } from '../../server/language/languageService.ts';
import { applyEdits } from './applyEdits.ts';

/**
 * Fixtures are manifests with marks in comments: the set of marks has to equal the problems found. The format is
 * described in CONTRIBUTING.md.
 */
export interface Fixture {
  /** Path from the repository, `/` between folders. */
  readonly name: string;
  readonly files: readonly FixtureFile[];
  /** Text of the last commit by path. */
  readonly committed: ReadonlyMap<string, string>;
  /** By id of the operator. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** `#! names`: names that nothing answers, or that stand twice, count. Elsewhere one file holds what is never applied together. */
  readonly names: boolean;
  /** `#! off: RULE RULE`: what the fixture is not about. */
  readonly off: readonly string[];
  readonly pack: string;
}

export interface FixtureFile {
  readonly path: string;
  /** Without the marks. */
  readonly text: string;
  /** One line per mark: `LINE:START-END severity code: message`, places from 0. */
  readonly marks: readonly string[];
}

export const root = path.resolve(import.meta.dirname, '../../..');
export const dist = path.join(root, 'dist');

/** What the build wrote, read once for all tests of a file: tables are parsed and rules compiled for as long as they live. */
export const schemas = createSchemaFiles(path.join(dist, 'schemas'));

/** All fixtures of all packs, without the `.fixed.yaml` that say how others end. */
export function readFixtures(): Fixture[] {
  const systems = path.join(root, 'schemas/systems');
  return readdirSync(systems).flatMap((pack) =>
    listYaml(path.join(systems, pack, 'testdata'))
      .filter((file) => !file.endsWith('.fixed.yaml'))
      .map((file) =>
        parseFixture(`schemas/systems/${pack}/testdata/${path.basename(file)}`, pack, readFileSync(file, 'utf8')),
      ),
  );
}

function listYaml(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => path.join(folder, name));
}

export function parseFixture(name: string, pack: string, text: string): Fixture {
  const operatorVersions = Object.fromEntries(
    Array.from(text.matchAll(/^#! operator-version: (?:(\S+)=)?(\S+)$/gm), ([, id = pack, version = '']) => [
      id,
      version,
    ]),
  );
  const committed = new Map<string, string>();
  const files: FixtureFile[] = [];
  for (const { path: file, lines } of sections(text)) {
    const { text: plain, marks } = takeMarks(lines);
    if (file.startsWith('HEAD:')) committed.set(file.slice('HEAD:'.length), plain);
    else files.push({ path: file, text: plain, marks });
  }
  const off = /^#! off: (.+)$/m.exec(text)?.[1]?.split(' ') ?? [];
  return { name, files, committed, operatorVersions, names: /^#! names$/m.test(text), off, pack };
}

function sections(text: string): { path: string; lines: string[] }[] {
  const found: { path: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#! ')) continue;
    const header = /^#- (\S+)$/.exec(line)?.[1];
    if (header !== undefined) found.push({ path: header, lines: [] });
    else if (found.length === 0) found.push({ path: 'manifest.yaml', lines: [line] });
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

const mark = /^(?:(\s*)#([ ]*)(\^+)|#(<+)) ((?:error|warning|information|hint) .*)$/;

function takeMarks(lines: readonly string[]): { text: string; marks: string[] } {
  const kept: string[] = [];
  const marks: string[] = [];
  for (const line of lines) {
    const found = mark.exec(line);
    if (!found) {
      kept.push(line);
      continue;
    }
    const [, indent = '', gap = '', carets, angles, rest = ''] = found;
    const start = carets ? indent.length + 1 + gap.length : 0;
    const end = carets ? start + carets.length : 1 + (angles ?? '').length;
    marks.push(`${String(kept.length - 1)}:${String(start)}-${String(end)} ${rest}`);
  }
  return { text: kept.join('\n'), marks: marks.sort() };
}

/** The line of marks for a problem, as it stands below the marked line. */
function writeMark({ range, severity, code, message }: Problem): string {
  const { start, end } = range;
  const width = Math.max(1, end.character - start.character);
  const head =
    start.character < 1
      ? `#${'<'.repeat(Math.max(1, width - 1))}`
      : `#${' '.repeat(start.character - 1)}${'^'.repeat(width)}`;
  return `${head} ${severity} ${code}: ${message}`;
}

export function uriOf(file: string): string {
  return `file:///fixture/${file}`;
}

const namesOnRequest = ['names/unknown', 'names/declared-twice'];

export function createFixtureService(
  fixture: Fixture,
  options: Pick<LanguageServiceOptions, 'translate'> = {},
): LanguageService {
  const service = createService(dist, {
    schemas,
    now: () => new Date('2026-01-15T12:00:00Z'),
    settings: {
      operatorVersions: fixture.operatorVersions,
      rules: Object.fromEntries(
        [...(fixture.names ? [] : namesOnRequest), ...fixture.off].map((code) => [code, 'off']),
      ),
    },
    ...options,
  });
  for (const [file, text] of fixture.committed) service.setCommitted(uriOf(file), text);
  for (const { path: file, text } of fixture.files) service.setFile(uriOf(file), text);
  return service;
}

export function toMarks(problems: readonly Problem[]): string[] {
  return problems
    .map(({ range: { start, end }, severity, code, message }) => {
      const width = Math.max(end.character, start.character + (start.character === 0 ? 2 : 1));
      return `${String(start.line)}:${String(start.character)}-${String(width)} ${severity} ${code}: ${message}`;
    })
    .sort();
}

/** Applies the first fix of the first problem that has one, checks again, and so on until none is left. @param service holds the files of the fixture. */
export function fixFixture(service: LanguageService, fixture: Fixture): string {
  for (let round = 0; round < 100; round++) {
    const step = fixture.files.flatMap(({ path: file }) => {
      const fix = service.diagnose(uriOf(file)).find(({ fixes }) => fixes.length > 0)?.fixes[0];
      return fix ? [{ file, fix }] : [];
    })[0];
    if (!step)
      return joinFiles(fixture.files.map(({ path: file }) => ({ file, text: service.text(uriOf(file)) ?? '' })));
    const edits = step.fix.edits();
    if (edits.length === 0) throw new Error(`${fixture.name}: the fix "${step.fix.title}" changes nothing`);
    service.setFile(uriOf(step.file), applyEdits(service.text(uriOf(step.file)) ?? '', edits));
  }
  throw new Error(`${fixture.name}: after 100 fixes there are still problems with fixes`);
}

function joinFiles(files: readonly { file: string; text: string }[]): string {
  if (files.length === 1) return files[0]?.text ?? '';
  return files.map(({ file, text }) => `#- ${file}\n${text}`).join('\n');
}

export const updateGolden = process.env['UPDATE_GOLDEN'] === '1';

/** Writes the fixture anew, its marks replaced by what is found now. */
export function rewriteMarks(fixture: Fixture): void {
  const service = createFixtureService(fixture);
  const parts = [
    ...Object.entries(fixture.operatorVersions).map(
      ([id, version]) => `#! operator-version: ${id === fixture.pack ? '' : `${id}=`}${version}`,
    ),
    ...(fixture.names ? ['#! names'] : []),
    ...(fixture.off.length > 0 ? [`#! off: ${fixture.off.join(' ')}`] : []),
  ];
  const named = fixture.files.length > 1 || fixture.committed.size > 0 || fixture.files[0]?.path !== 'manifest.yaml';
  for (const [file, text] of fixture.committed) parts.push(`#- HEAD:${file}`, text);
  for (const { path: file, text } of fixture.files) {
    const problems = service.diagnose(uriOf(file));
    const lines = text
      .split('\n')
      .flatMap((line, index) => [line, ...problems.filter(({ range }) => range.start.line === index).map(writeMark)]);
    if (named) parts.push(`#- ${file}`);
    parts.push(lines.join('\n'));
  }
  writeFileSync(path.join(root, fixture.name), parts.join('\n'));
}
