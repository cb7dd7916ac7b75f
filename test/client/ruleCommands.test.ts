import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import '../support/editorStandIn.ts';
import { answerWith, shown } from '../support/vscodeStandIn.ts';

const { disableRule } = await import('../../client/commands/disableRule.ts');
const { explainRule } = await import('../../client/commands/explainRule.ts');

describe('disabling a rule', () => {
  const edit = (text: string) => ({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
    newText: `${text}\n`,
  });
  const choices = [
    { scope: 'line', edits: [edit('# line')] },
    { scope: 'file', edits: [edit('# file')] },
  ] as const;

  test('asks where, and writes the comment there', async () => {
    const applied: unknown[] = [];
    answerWith((how, given) => {
      if (how === 'showQuickPick') return (given as readonly unknown[])[1];
      if (how === 'applyEdit') applied.push(...(given as { replaced: unknown[] }).replaced);
      return undefined;
    });
    await disableRule('file:///w/shop.yaml', 'names/unknown', choices);
    assert.equal(applied.length, 1);
    assert.match(JSON.stringify(applied[0]), /"text":"# file\\n"/);
    const texts = shown.flatMap((each) => each.texts).join('|');
    assert.match(texts, /For this line.*For this file.*Disable names\/unknown/);
  });

  test('does nothing for who turns away', async () => {
    let isApplied = false;
    answerWith((how) => {
      if (how === 'applyEdit') isApplied = true;
      return undefined;
    });
    await disableRule('file:///w/shop.yaml', 'names/unknown', choices);
    assert.equal(isApplied, false);
  });
});

test('only pages of rules are opened', async () => {
  const opened: unknown[] = [];
  answerWith((how, uri) => {
    if (how === 'markdown.showPreviewToSide') opened.push((uri as { path: string }).path);
    return undefined;
  });
  await explainRule('db-manifests-rule:/names/unknown.md');
  await explainRule('file:///etc/passwd');
  await explainRule('https://evil.example/names/unknown.md');
  assert.deepEqual(opened, ['db-manifests-rule:/names/unknown.md']);
});
