import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { beginDocument, soundBeside, soundDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import type { SoundDocument } from '../../../server/language/yaml/index.ts';
import { root } from '../../support/fixtures.ts';

const folder = path.join(root, 'examples');
const pieces = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => splitDocuments(readFileSync(path.join(folder, name), 'utf8')));

/** What a word does depends on the lines around it, not on the kind. */
const documents = pieces.filter((piece, index) => piece.length < 2500 && index % 3 === 0);

function tree(node: ManifestNode): unknown {
  if (node.kind === 'map') return [node.span, node.entries().map(([key, value]) => [key, tree(value)])];
  return node.kind === 'list' ? [node.span, node.items().map(tree)] : [node.span, node.source];
}

function shown({ document, gaps, problems, inDoubt }: SoundDocument) {
  const doubtful = inDoubt();
  return {
    ...{ gaps, problems: problems.map(({ code, span }) => ({ code, span })), comments: document.comments },
    tree: tree(document.root),
    doubtful: doubtful && tree(doubtful.root),
  };
}

test('beside a word that is typed, the rest is what it is when the word has been looked into', () => {
  let known = 0;
  for (const piece of documents) {
    const lines = piece.split('\n');
    for (const [index, line] of lines.entries()) {
      const indent = line.search(/\S|$/);
      for (const [word, column] of [
        ['en', indent],
        ['en', indent + 2],
        ['met"', Math.max(0, indent - 2)],
      ] as const) {
        const text = [...lines.slice(0, index + 1), ' '.repeat(column) + word, ...lines.slice(index + 1)].join('\n');
        const { refusal, finish } = beginDocument(text);
        const beside = refusal && soundBeside(text, refusal, finish);
        if (!beside) continue;
        known++;
        const looked = soundDocument(finish());
        assert.deepEqual(shown(beside), looked && shown(looked), `line ${String(index + 2)} of\n${text}`);
      }
    }
  }
  assert.ok(known > 1000, `${String(known)} words`);
});

test('what is broken otherwise, or may stand somewhere else, is looked into', () => {
  for (const text of [
    'a:\n  b: 1\n c: 2\n',
    'a:\n  b: 1\n    en\n',
    'a: "open\nen\n',
    'a: [1\nen\n',
    'a: {{ .Values.a }}\nen\n',
    '- a\n- en: \t1\n',
  ]) {
    const { refusal, finish } = beginDocument(text);
    assert.equal(refusal && soundBeside(text, refusal, finish), undefined, text);
  }
});
