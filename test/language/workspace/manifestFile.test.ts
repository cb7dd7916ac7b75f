import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FileEdit } from '../../../server/language/answers.ts';
import type { ManifestSlot } from '../../../server/language/workspace/manifestSlot.ts';
import { Clock } from '../../../server/language/queries/clock.ts';
import { ManifestFile } from '../../../server/language/workspace/manifestFile.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { fc } from '../../support/fastCheck.ts';
import { positionAt, serviceWith, uri } from '../../support/manifests.ts';
import { someRuns } from '../../support/someOf.ts';

const cluster = (name: string, more = '') =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-${name}}\nspec:\n  teamId: acid\n  numberOfInstances: 1\n  volume: {size: 1Gi}\n  postgresql: {version: "17"}\n${more}`;

const piece = fc.constantFrom(
  '---',
  '---\n',
  '\n---\n',
  '--- # text\n',
  '---x\n',
  '{"a": 1}\n',
  '{\n"a": "}"\n}\n',
  '--',
  '-',
  '...',
  '\n...\n',
  '...\n# behind\n',
  '%YAML 1.2\n',
  '%YAML 1.2\n---\n',
  '# comment\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '',
  '\uFEFF',
  '😀',
  'ü',
  'a: 1',
  'a: 1\n',
  'b: |\n  text\n---\n',
  '"',
  '{',
  "'",
  '\t',
  cluster('one'),
  `---\n${cluster('two', '  users: {a: [], b: []}\n')}`,
  `${cluster('one', '  databases: {a: nobody}\n')}---\n${cluster('one')}`,
  cluster('crlf').replaceAll('\n', '\r\n'),
  'numberOfInstances: x\n',
  '  bogus: 1\n',
  'kind: List\n',
);
const content = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const step = fc.record({
  start: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(400)),
  text: fc.oneof(piece, content),
});

/** An edit as an editor would send it: never inside of a `\r\n` or of a character, which editors cannot address. */
function editOf(
  text: string,
  { start, length, text: inserted }: { start: number; length: number; text: string },
): FileEdit {
  const whole = (offset: number) =>
    /\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(0, offset - 1), offset + 1)) ? offset - 1 : offset;
  const from = whole(start % (text.length + 1));
  const to = Math.max(from, whole(Math.min(text.length, from + length)));
  return { range: { start: positionAt(text, from), end: positionAt(text, to) }, text: inserted };
}

describe('a file after any edits', () => {
  test('has the text, the documents and the places that a fresh one has', () => {
    fc.assert(
      fc.property(content, fc.array(step, { minLength: 1, maxLength: 8 }), (first, steps) => {
        const file = new ManifestFile(uri, first, new Clock(), () => undefined);
        let text = first;
        for (const each of steps) {
          const edit = editOf(text, each);
          text = applyEdits(text, [edit]);
          const before = new Set(file.slots);
          const { removed, added } = file.change(edit);
          const fresh = new ManifestFile(uri, text, new Clock(), () => undefined);
          assert.equal(file.text, text);
          assert.deepEqual(places(file), places(fresh));
          assert.deepEqual(
            file.slots.filter((slot) => !before.has(slot)),
            added,
          );
          assert.deepEqual(
            [...before].filter((slot) => !file.slots.includes(slot)),
            removed,
          );
        }
      }),
      { numRuns: someRuns(700, 2000), seed: 3 },
    );
  });

  test('has the problems that a fresh one has', () => {
    fc.assert(
      fc.property(content, fc.array(step, { minLength: 1, maxLength: 6 }), (first, steps) => {
        const service = serviceWith(first);
        service.diagnose(uri);
        for (const each of steps) {
          service.changeFile(uri, [editOf(service.text(uri) ?? '', each)]);
          const fresh = serviceWith(service.text(uri) ?? '');
          assert.deepEqual(problems(service), problems(fresh));
        }
      }),
      { numRuns: 120, seed: 5 },
    );
  });
});

function places(file: ManifestFile) {
  return file.placed().map(({ slot, line }) => ({ text: slot.text, line }));
}

function problems(service: ReturnType<typeof serviceWith>) {
  return service.diagnose(uri).map(({ fixes, ...problem }) => ({
    ...problem,
    fixes: fixes.map((fix) => ({ title: fix.title, edits: fix.edits() })),
  }));
}

describe('an edit', () => {
  const documents = Array.from({ length: 20 }, (_, index) => `---\n${cluster(`n${String(index)}`)}`);

  test('costs a parse of the one document that it touches', () => {
    const parsed: ManifestSlot[] = [];
    const service = serviceWith(documents.join(''), { events: { parsed: (slot) => parsed.push(slot) } });
    service.diagnose(uri);
    assert.equal(parsed.length, 20);
    const line = 9 * 10 + 6;
    service.changeFile(uri, [{ range: { start: { line, character: 21 }, end: { line, character: 22 } }, text: '2' }]);
    service.diagnose(uri);
    assert.equal(parsed.length, 21);
    assert.ok(parsed.at(-1)?.text.includes('numberOfInstances: 2'));
  });

  test('above others moves them and leaves them as they are', () => {
    const file = new ManifestFile(uri, documents.join(''), new Clock(), () => undefined);
    const before = file.slots.slice(1);
    file.change({
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
      text: '# one\n# two\n',
    });
    assert.ok(file.slots.slice(1).every((slot, index) => slot === before[index]));
    assert.equal(file.placed()[1]?.line, 11);
  });

  test('that replaces the whole text keeps the documents that are in both', () => {
    const file = new ManifestFile(uri, documents.join(''), new Clock(), () => undefined);
    const last = file.slots.at(-1);
    const { added } = file.change({ text: documents.slice(10).join('') });
    assert.equal(added.length, 0);
    assert.equal(file.slots.at(-1), last);
  });

  test('of places that are not in the file counts as its end', () => {
    const file = new ManifestFile(uri, 'a: 1\n', new Clock(), () => undefined);
    file.change({ range: { start: { line: 7, character: 9 }, end: { line: 8, character: 0 } }, text: 'b: 2\n' });
    assert.equal(file.text, 'a: 1\nb: 2\n');
  });
});
