import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Draft } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { parseDocument, renderDocument, splitDocuments, writeEdits } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { applyTextEdits } from './applyTextEdits.ts';

const draft: Draft = {
  value: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { list: ['x'] } },
  comment: say`Fill in.\nThen apply.`,
};
const body = [
  '# Fill in.',
  '# Then apply.',
  'apiVersion: v1',
  'kind: Secret',
  'metadata:',
  '  name: a',
  'stringData:',
  '  list:',
  '    - x',
  '',
];
const added = (text: string) => applyTextEdits(text, writeEdits(parseDocument(text), [{ do: 'document', ...draft }]));
const expected = (lineBreak = '\n') => ['---', ...body].join(lineBreak);

describe('a new document', () => {
  test('stands behind the last line that holds something', () => {
    assert.equal(added('a: 1\n'), `a: 1\n${expected()}`);
    assert.equal(added('a: 1'), `a: 1\n${expected()}`);
    assert.equal(added('a: 1\n\n\n'), `a: 1\n${expected()}\n\n`);
    assert.equal(added('a: 1\n# the end\n'), `a: 1\n# the end\n${expected()}`);
    assert.equal(added('---\na: 1\n...\n'), `---\na: 1\n...\n${expected()}`);
  });

  test('has the line ends and the indentation of the one before it', () => {
    assert.equal(added('a: 1\r\n'), `a: 1\r\n${expected('\r\n')}`);
    const wide = added('a:\n    b: 1\n    c:\n    - x\n');
    assert.ok(wide.endsWith('metadata:\n    name: a\nstringData:\n    list:\n    - x\n'), wide);
  });

  test('leaves a block scalar the blank lines that it keeps', () => {
    const text = 'a: |+\n  text\n\n\n';
    assert.equal(added(text), text + expected());
  });

  test('comes behind what else is written at the end', () => {
    const document = parseDocument('a: 1\n');
    const set = { do: 'set', node: document.root.at('b'), value: 2 } as const;
    const edits = writeEdits(document, [{ do: 'document', ...draft }, set]);
    assert.equal(applyTextEdits('a: 1\n', edits), `a: 1\nb: 2\n${expected()}`);
  });

  test('is not written into JSON, nor into a template', () => {
    assert.equal(added('{"a": 1}\n'), '{"a": 1}\n');
    assert.equal(added('a: {{ .Values.a }}\n'), 'a: {{ .Values.a }}\n');
  });

  test('as a file has no marker', () => {
    assert.equal(renderDocument(draft, { step: 2, listStep: 2 }, '\n'), body.join('\n'));
  });

  test('is always a document of its own, and the one before it stays as it was', () => {
    const line = fc.constantFrom('a: 1', 'b: |', 'c: |+', '  text', '', '# remark', 'd:', '  - x', '...', "e: 'x'");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (lines, lineBreak) => {
        const [text = ''] = splitDocuments(['first: 1', ...lines].join(lineBreak));
        const document = parseDocument(text);
        const result = added(text);
        if (result === text || document.problems.length > 0) return;
        const pieces = splitDocuments(result);
        assert.deepEqual(parseDocument(pieces[0] ?? '').root.value, document.root.value, JSON.stringify(result));
        assert.deepEqual(parseDocument(pieces[1] ?? '').root.value, draft.value, JSON.stringify(result));
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
