import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'vscode';
import '../support/editorStandIn.ts';
import { commands } from '../support/vscodeStandIn.ts';

const { CommandsOfActions } = await import('../../client/commandsOfActions.ts');

interface Action {
  readonly title: string;
  command?: Command;
}

const about = (...given: readonly unknown[]): Command => ({
  title: 'About',
  command: 'test.about',
  arguments: [...given],
});
const action = (given: string): Action => ({ title: 'About', command: about(given) });

/** What becomes of these actions of the server when the editor asks for some. */
async function offer(kept: InstanceType<typeof CommandsOfActions>, answer: readonly (Command | Action)[] | null) {
  const none = undefined as never;
  return kept.middleware.provideCodeActions?.(none, none, none, none, () => answer as never);
}

test('an action that was chosen is run, also when the editor has asked for others meanwhile', async () => {
  const run: unknown[] = [];
  commands.registerCommand('test.about', (...given) => run.push(...given));
  const kept = new CommandsOfActions();
  const chosen = action('first');
  await offer(kept, [chosen]);
  for (let more = 0; more < 20; more += 1) await offer(kept, [action('later'), action('later')]);
  const { command: id = '', arguments: given } = chosen.command ?? {};
  // What the editor would forget.
  assert.equal(given, undefined);
  await commands.executeCommand(id);
  assert.deepEqual(run, ['first']);
  kept.dispose();
});

test('what has no arguments, edits and bare commands stay as they are', async () => {
  const kept = new CommandsOfActions();
  const same = [
    { title: 'Rename' },
    { title: 'Open', command: { title: 'Open', command: 'test.open' } },
    about('bare'),
  ];
  assert.deepEqual(await offer(kept, structuredClone(same)), same);
  assert.equal(await offer(kept, null), null);
});

test('only what lacks its edit is asked for again', async () => {
  const { resolveCodeAction } = new CommandsOfActions().middleware;
  const asked: unknown[] = [];
  const next = (item: unknown) => (asked.push(item), item as never);
  const [page, everywhere] = [action('page'), { title: 'Fix all' }];
  for (const each of [page, everywhere])
    assert.equal(await resolveCodeAction?.(each as never, undefined as never, next), each);
  assert.deepEqual(asked, [everywhere]);
});
