import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import { projectRoot } from '../schema/support.ts';
import { suiteCases } from './suite/suiteCases.ts';
import { readRecord, shortVerdict, type Verdict } from './suite/record.ts';

const MARK_TAKEN =
  'kubectl takes the `---` lines away, but for one with which the file begins, and `...` cannot stand without anything above it';
const MARK_LEFT =
  'kubectl leaves the `---` with which a file begins, or that follows another, and there it is no mark with `#` right behind it';

/** What kubectl refuses and we say nothing of: a document does not know whether it is the first, and in the middle of a file this is accepted, or the other way round. */
const SILENT: readonly (readonly [name: string, why: string])[] = [
  ['6ZKB.0 bare', MARK_TAKEN],
  ['6ZKB.0 between documents', MARK_TAKEN],
  ['9DXL.0 bare', MARK_TAKEN],
  ['9DXL.0 behind entries', MARK_TAKEN],
  ['9DXL.0 between documents', MARK_TAKEN],
  ['HWV9.0 between documents', MARK_TAKEN],
  ['QT73.0 between documents', MARK_TAKEN],
  ['own.20 bare', MARK_LEFT],
  ['own.20 between documents', MARK_LEFT],
];

describe('every text of the yaml-test-suite, bare and inside manifests, as kubectl reads it', () => {
  const cases = suiteCases();
  const record = readRecord(readFileSync(join(projectRoot, 'test/language/yaml/suite/kubectl.tsv'), 'utf8'), cases);
  const inputs = cases.flatMap((each) => each.inputs);
  const compared = inputs.map(({ name, text }) => ({
    name,
    text,
    said: record.get(name),
    ours: shortVerdict(read(text)),
  }));

  test('there are many of them, of each kubectl was asked, and it accepts about half', () => {
    assert.deepEqual(
      inputs.filter(({ name }) => !record.has(name)).map(({ name }) => name),
      [],
      'npm run record:yaml',
    );
    const accepted = compared.filter(({ said }) => said !== '-').length;
    assert.ok(inputs.length >= 1608 && accepted > inputs.length / 4 && accepted < inputs.length, String(accepted));
  });

  test('what it accepts has no error', () => {
    const errors = compared.filter(({ said, ours }) => said !== '-' && ours === '-');
    assert.deepEqual(
      errors.map(({ name }) => name),
      [],
    );
  });

  test('what it accepts has its values', () => {
    const others = compared.filter(({ said, ours }) => said !== '-' && ours !== '-' && said !== ours);
    assert.deepEqual(
      others.map(({ name }) => name),
      [],
    );
  });

  test('what it refuses has an error', () => {
    const silent = compared.filter(({ said, ours }) => said === '-' && ours !== '-');
    assert.deepEqual(
      silent.map(({ name }) => name),
      SILENT.map(([name]) => name),
    );
    assert.ok(SILENT.length <= 20);
  });
});

function read(text: string): Verdict {
  const documents = splitDocuments(text).map(parseDocument);
  if (documents.some(({ problems }) => problems.some(({ severity }) => severity === 'error'))) return 'refused';
  const values = documents.map(({ root }) => root.value).filter((value) => value !== null);
  const maps = values.filter((value) => typeof value === 'object' && !Array.isArray(value));
  const isObject = (value: unknown) => ['apiVersion', 'kind'].every((key) => key in (value as object));
  return {
    objects: maps.filter(isObject),
    maps: maps.filter((value) => !isObject(value)),
    others: values.length - maps.length,
  };
}
