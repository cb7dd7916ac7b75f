import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Problem } from '../../../server/language/answers.ts';
import { root } from '../../support/fixtures.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

/** A half-typed line says nothing of the others: what is found there stays, and nothing else is. */

const spoken = ({ code, severity }: Problem) => code.startsWith('yaml/') && severity === 'error';
const named = ({ code, range: { start }, message }: Problem) => `${String(start.line + 1)} ${code} ${message}`;

/** The lines that stand below one: further right, or empty. */
function lastBelow(lines: readonly string[], line: number): number {
  const columnOf = (text = '') => text.length - text.trimStart().length;
  let last = line;
  while (
    last + 1 < lines.length &&
    (lines[last + 1]?.trim() === '' || columnOf(lines[last + 1]) > columnOf(lines[line]))
  )
    last++;
  return last;
}

interface Truncation {
  readonly line: number;
  readonly written: string;
}

/** Each line of a manifest but its header, cut in its key, behind it and in its value, and what people type next. */
function* truncations(lines: readonly string[]): Generator<Truncation> {
  for (const [line, whole] of lines.entries()) {
    const content = whole.trimStart();
    if (content === '' || /^(#|---|apiVersion:|kind:)/.test(content)) continue;
    const first = whole.length - content.length;
    const colon = whole.indexOf(':');
    const middle = Math.floor((first + whole.length) / 2);
    yield { line, written: whole.slice(0, first + 1) };
    for (const next of ['', '"', ' {']) yield { line, written: whole.slice(0, middle) + next };
    if (colon > 0) yield { line, written: `${whole.slice(0, colon + 1)} a: b` };
  }
}

function compare(
  text: string,
  lineEnd = '\n',
  every = 1,
): { broken: number; kept: number; lost: string[]; invented: string[] } {
  const service = serviceWith(text);
  const before = service.diagnose(uri);
  const lines = text.split(lineEnd);
  const found = { broken: 0, kept: 0, lost: [] as string[], invented: [] as string[] };
  for (const [index, { line, written }] of [...truncations(lines)].entries()) {
    if (index % every !== 0) continue;
    service.changeFile(uri, [{ text: lines.map((each, at) => (at === line ? written : each)).join(lineEnd) }]);
    const after = service.diagnose(uri);
    if (!after.some(spoken)) continue;
    found.broken++;
    const last = lastBelow(lines, line);
    const outside = ({ range: { start } }: Problem) => start.line < line || start.line > last;
    const [was, is] = [before, after].map((each) => new Set(each.filter(outside).map(named)));
    const at = `line ${String(line + 1)} ${JSON.stringify(written)}: `;
    for (const each of was ?? []) if (is?.has(each)) found.kept++;
    for (const each of was ?? []) if (!is?.has(each)) found.lost.push(at + each);
    for (const each of is ?? []) if (!was?.has(each)) found.invented.push(at + each);
  }
  return found;
}

const mistakes = readFileSync(`${root}/examples/mistakes.yaml`, 'utf8');

describe('while a line is half typed', () => {
  // What a line may become decides: `p` may become `preparedDatabases`, of which this problem would speak.
  const mayChange = (each: string) => /"stock" will not be created/.test(each) && /^line (9|16|17) /.test(each);

  for (const [name, lineEnd, every, least] of [
    ['', '\n', 1, 80],
    [', with the line ends of Windows', '\r\n', 7, 10],
  ] as const) {
    test(`all other problems of the mistakes stay as they are${name}`, () => {
      const found = compare(mistakes.replaceAll('\n', lineEnd), lineEnd, every);
      assert.ok(
        found.broken >= least && found.kept >= 10 * least,
        `${String(found.broken)} broken, ${String(found.kept)} kept`,
      );
      assert.deepEqual(found.invented, []);
      assert.deepEqual(
        found.lost.filter((each) => !mayChange(each)),
        [],
      );
    });
  }

  test('nothing is found in a manifest without problems but that line', () => {
    const text = readFileSync(`${root}/examples/zalando/production.yaml`, 'utf8');
    const { broken, invented } = compare(text, '\n', 17);
    assert.ok(broken > 10, `${String(broken)} broken`);
    assert.deepEqual(invented, []);
  });
});

describe('the broken line alone has the problem', () => {
  const cluster = (lines: string) =>
    `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-a}\nspec:\n  teamId: acid\n  volume: {size: 1Gi}\n  postgresql: {version: "17"}\n${lines}`;
  const codes = (text: string) =>
    serviceWith(text)
      .diagnose(uri)
      .map(({ code, range }) => `${String(range.start.line).padStart(2)} ${code}`)
      .sort();

  test('what it may become is not missing, all else is', () => {
    assert.deepEqual(codes(cluster('  number\n')), [' 7 yaml/missing-colon']);
    assert.deepEqual(codes(cluster('  users\n')), [' 3 schema/missing-key', ' 7 yaml/missing-colon']);
  });

  test('two of them are two', () => {
    const found = codes(cluster('  numberOfInstances: 1\n  users\n  resouces: {}\n  teams: a: b\n  clone\n'));
    assert.deepEqual(found, [
      ' 8 yaml/missing-colon',
      ' 9 schema/unknown-key',
      '10 yaml/nested-colon',
      '11 yaml/missing-colon',
    ]);
  });

  test('words of a text above it are none of its', () => {
    const text = cluster('  numberOfInstances: 1\n  description: |\n    some\n    text\n  users: a: b\n');
    assert.deepEqual(codes(text), [' 8 schema/unknown-key', '11 yaml/nested-colon']);
  });

  test('where the rest cannot be read either, nothing more is said', () => {
    const found = codes(cluster('  numberOfInstances: 1\n  resouces: {}\n').replace('{size: 1Gi}', '{size: [1Gi}'));
    assert.ok(
      found.every((each) => each.includes('yaml/') || each.includes('schema/unknown-key')),
      found.join(),
    );
  });

  test('of values of a chart, which Helm reads, the same is true', () => {
    const service = serviceWith({
      'Chart.yaml': 'apiVersion: v2\nname: postgres-operator\nversion: 1.15.0\n',
      'values.yaml': 'configGeneral:\n  min_instances: many\n  kubectl\npodServiceAccount: {name: a}\n',
    });
    const found = service.diagnose(uri.replace('manifest.yaml', 'values.yaml'));
    const [syntax, ...others] = [...found].sort((a, b) => b.code.localeCompare(a.code));
    assert.equal(syntax?.code, 'yaml/missing-colon');
    assert.match(syntax.message, /so Helm refuses the file/);
    assert.deepEqual(
      others.map(({ code, range }) => `${String(range.start.line)} ${code}`),
      ['1 schema/type'],
    );
  });
});
