import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../../schemas/vocabulary/say.ts';
import '../../support/editorStandIn.ts';
import { EventEmitter, TabInputTextDiff, answerWith, shown, window } from '../../support/vscodeStandIn.ts';

const { answerDifference, askAboutDifference } = await import('../../../client/screen/documents.ts');
const { confirm, pick } = await import('../../../client/screen/ask.ts');

interface Tab {
  readonly input: object;
  readonly isActive: boolean;
}

/** Tabs as the editor has them: a comparison opens one. */
function editor() {
  const changes = new EventEmitter<{ readonly closed: readonly Tab[] }>();
  const tabs: Tab[] = [];
  const close = (gone: readonly Tab[]) => {
    for (const tab of gone) tabs.splice(tabs.indexOf(tab), 1);
    changes.fire({ closed: gone });
    return Promise.resolve(true);
  };
  Object.assign(window, { tabGroups: { all: [{ tabs }], close, onDidChangeTabs: changes.event } });
  answerWith((how, before, after) => {
    if (how === 'vscode.diff') tabs.push({ input: new TabInputTextDiff(before, after), isActive: true });
  });
  return { tabs, close };
}

const uri = (text: string) => ({ toString: () => text }) as never;
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a comparison closes with its answer, and nothing modal lies over it', async () => {
  for (const agreed of [true, false]) {
    const { tabs } = editor();
    const answer = askAboutDifference(uri('a'), uri('b'), say`Apply`);
    await settled();
    assert.equal(tabs.length, 1);
    assert.equal(answerDifference('b', agreed), true);
    assert.equal(await answer, agreed);
    assert.equal(tabs.length, 0);
    assert.deepEqual(
      shown.map(({ how }) => how),
      ['vscode.diff'],
    );
    assert.equal(answerDifference('b', true), false, 'it does not wait any more');
  }
});

test('who closes it has turned away; who moves it has not', async () => {
  const { tabs, close } = editor();
  const answer = askAboutDifference(uri('a'), uri('b'), say`Apply`);
  await settled();
  const [tab] = tabs;
  assert.ok(tab);
  tabs.push({ ...tab });
  await close([tab]);
  assert.equal(answerDifference('c', true), true, 'the only one is meant');
  assert.equal(await answer, true);

  const another = askAboutDifference(uri('a'), uri('b'), say`Apply`);
  await settled();
  await close([...tabs]);
  assert.equal(await another, false);
});

test('of two, the one in front is answered; the same once more turns the first away', async () => {
  const { tabs } = editor();
  const [first, second] = ['b', 'c'].map((name) => askAboutDifference(uri('a'), uri(name), say`Apply`));
  await settled();
  Object.assign(tabs[0]!, { isActive: false });
  assert.equal(answerDifference(undefined, true), true);
  assert.equal(await second, true);
  const again = askAboutDifference(uri('a'), uri('b'), say`Apply`);
  assert.equal(await first, false);
  await settled();
  answerDifference('b', true);
  assert.equal(await again, true);
});

test('Enter presses what does no harm', async () => {
  answerWith((how, ...given) => (how === 'showWarningMessage' ? given[2] : undefined));
  const question = { question: say`Delete?`, detail: say`All.`, action: say`Delete` };
  assert.equal(await confirm({ ...question, harmless: say`Keep` }), false);
  assert.equal(await confirm(question), true);
});

test('a list shows whole sentences of what is long', async () => {
  const long = say`${'The first is said here and has some length.'} ${'The second one would be cut by the edge of the list, in the middle of what it says to people.'}`;
  answerWith();
  await pick(say`Which?`, [{ label: say`One`, detail: long, value: 1 }], { always: true });
  assert.ok(shown.some(({ texts }) => texts.includes('The first is said here and has some length.')));
});
