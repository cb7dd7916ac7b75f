import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resourceAt } from '../../client/resourceAt.ts';
import { positionOf, serviceWith, uri } from '../support/manifests.ts';

const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`;

/** Name of the resource that a cursor at a piece of text means. */
function at(text: string, piece: string, within = 0): string | undefined {
  return resourceAt(serviceWith(text).resources(uri), positionOf(text, piece, within))?.identity.name;
}

describe('the resource that a person points at', () => {
  const two = `${secret('first')}---\n# about the second\n${secret('second')}\n\n`;

  test('is the document that holds the cursor', () => {
    assert.equal(at(two, 'apiVersion'), 'first');
    assert.equal(at(two, 'first', 5), 'first');
    assert.equal(at(two, '---'), 'second');
    assert.equal(at(two, '# about'), 'second');
  });

  test('is the last one behind the end of the text', () => {
    assert.equal(at(two, two, two.length), 'second');
    assert.equal(at(two.trimEnd(), two.trimEnd(), two.trimEnd().length), 'second');
  });

  test('is none in a document without one', () => {
    const text = `${secret('first')}---\n# only a remark\n---\n${secret('second')}`;
    assert.equal(at(text, '# only', 3), undefined);
  });

  test('is the item of a List, from the dash on', () => {
    const items = ['one', 'two'].map((name) => `  - ${secret(name).trimEnd().replaceAll('\n', '\n    ')}\n`).join('');
    const text = `apiVersion: v1\nkind: List\nitems:\n${items}`;
    assert.equal(at(text, 'name: one'), 'one');
    assert.equal(at(text, '  - apiVersion'), 'one');
    assert.equal(at(text, 'name: two'), 'two');
    assert.equal(at(text, 'items'), undefined);
  });

  test('is the right one of several items in one line', () => {
    const item = (name: string) => `{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "${name}"}}`;
    const text = `{"apiVersion": "v1", "kind": "List", "items": [${item('one')}, ${item('two')}]}\n`;
    assert.equal(at(text, '"one"'), 'one');
    assert.equal(at(text, '"two"'), 'two');
  });

  test('is the only one of a file, wherever the cursor stands', () => {
    const text = `# a remark\n\n---\n${secret('only')}---\n`;
    assert.equal(at(text, '# a remark'), 'only');
    assert.equal(at(text, text, text.length), 'only');
  });

  test('is none where there is none', () => {
    assert.equal(at('# nothing\n', 'nothing'), undefined);
  });
});
