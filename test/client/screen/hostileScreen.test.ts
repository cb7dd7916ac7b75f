import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ClusterError } from '../../../client/cluster/errors.ts';
import type { Said } from '../../../schemas/contract/index.ts';
import { markdown } from '../../../schemas/vocabulary/markdown.ts';
import { foreign, joined, say } from '../../../schemas/vocabulary/say.ts';
import '../../support/editorStandIn.ts';
import { hostileTexts } from '../../support/hostileTexts.ts';
import { assertInertScreen, assertNothingLive } from '../../support/inert.ts';
import { EventEmitter, Range, answerWith, languages, shown, window } from '../../support/vscodeStandIn.ts';

const ask = await import('../../../client/screen/ask.ts');
const documents = await import('../../../client/screen/documents.ts');
const statusItems = await import('../../../client/screen/statusItems.ts');
const terminals = await import('../../../client/screen/terminals.ts');
const views = await import('../../../client/screen/views.ts');

/** Each function of the door, with a hostile text wherever it takes one. */
const doors: Readonly<Record<string, (said: Said, text: string) => unknown>> = {
  pick: (said) => ask.pick(said, [choice(said)], { placeholder: said, always: true }),
  pickMany: (said) => ask.pickMany(said, [choice(said)]),
  askText: (said, value) => ask.askText({ title: said, prompt: said, value: 'a', problemOf: () => say`${value}` }),
  confirm: (said, text) =>
    ask.confirm({ question: said, detail: joined([said, text], '\n\n'), action: said, harmless: said }),
  typeName: (said, name) => ask.typeName(said, name, said),
  withProgress: (said) =>
    ask.withProgress(said, async ({ tell }) => {
      tell(said);
      await new Promise((resolve) => setTimeout(resolve, 450));
      tell(said);
    }),
  inform: (said) => ask.inform(said, { title: said, run: () => undefined }),
  warn: (said) => ask.warn(said, { title: said, run: () => undefined }),
  complain: (said) => ask.complain(said, { title: said, run: () => undefined }),
  mention: (said) => ask.mention(said, 1),
  report: (said, text) => {
    const output = { warn: () => undefined, error: () => undefined } as never;
    ask.report(new ClusterError('refused', foreign(text), say`${text}`), output, { title: said, run: () => undefined });
    ask.report(new Error(text), output);
  },
  errorText: (_, text) => ask.inform(ask.errorText({ said: { message: foreign(text), remedy: say`${text}` } })),
  withIcon: (said) => window.setStatusBarMessage(ask.withIcon('check', said)),
  askAboutDifference: (said, text) => {
    const uri = { toString: () => text } as never;
    const asked = documents.askAboutDifference(uri, uri, said);
    documents.answerDifference(text, true);
    return asked;
  },
  showPreview: () => documents.showPreview(page as never),
  openReadPage: (said, text) =>
    documents.openReadPage({ key: text, title: said, body: markdown`${text}`, places: [page as never] }),
  showFleeting: (said) => documents.showFleeting(said, said, 'value', 0),
  createStatusBar: (said) =>
    statusItems
      .createStatusBar({ id: 'a', name: said, command: 'b', priority: 1 })
      .show({ icon: 'database', text: said, tooltip: said, label: said, isWarning: true }),
  createLanguageStatus: (said) =>
    statusItems.createLanguageStatus('a', [], said).show({
      ...{ text: said, detail: said, label: said },
      command: { id: 'a', title: said, tooltip: said, argument: undefined },
    }),
  openProgram: (said) => terminals.openProgram({ name: said, program: 'psql', args: [], environment: {} }),
  openPage: (said, text) => {
    const written = terminals.openPage({
      ...{ name: said, icon: 'output' },
      ...{ onOpen: nothing, onClose: nothing, onInput: nothing },
    });
    written.line(said);
    written.log(text);
    written.log(text, { text: said, index: 1 });
    written.note(said, { text: said, index: 2 });
  },
  logLine: (_, text) => shown.push({ how: 'terminal', texts: [terminals.logLine(text)] }),
  createTree: async (said) => {
    const look = { id: 'a', label: said, collapsible: 'none', description: said, icon: { name: 'info' } } as const;
    const source = { childrenOf: () => [], lookOf: () => ({ ...look, tooltip: [said, said], contextValue: 'a' }) };
    views.createTree('a', source);
    await window.trees.at(-1)?.getTreeItem('node');
  },
  createLenses: async (said) => {
    const lens = {
      range: new Range() as never,
      icon: 'plug',
      title: said,
      tooltip: said,
      command: { id: 'a', argument: 1 },
    };
    views.createLenses([], { onDidChange: new EventEmitter<void>().event, lensesOf: () => Promise.resolve([lens]) });
    await languages.lenses.at(-1)?.provideCodeLenses({});
  },
  createProblems: (said) =>
    views
      .createProblems('a', said)
      .set(page as never, [{ range: new Range() as never, message: said, severity: 'error' }]),
};

/** They show nothing that others have written, or a document, whose text does nothing. */
const without = [
  ...['createOutput', 'onProblems', 'showDocument', 'showNew'],
  ...['answerDifference', 'readPageInFront', 'openFile', 'openPlace', 'openPlaceCommand', 'showText'],
];

function nothing(): void {
  // Nobody closes it, nobody types.
}

const page = { path: '/page' };
const choice = (said: Said) => ({ label: said, icon: 'check', description: said, detail: said, value: 1 });

test('every function of the door is tried', () => {
  const exported = [ask, documents, statusItems, terminals, views].flatMap((each) => Object.keys(each));
  assert.deepEqual([...Object.keys(doors), ...without].sort(), exported.sort());
});

describe('hostile texts, through the door', () => {
  for (const [name, show] of Object.entries(doors)) {
    test(name, async () => {
      answerWith((how, ...given) => (how === 'showWarningMessage' ? given.at(-1) : undefined));
      // Progress waits before it shows itself.
      await Promise.all(
        hostileTexts.flatMap(({ text }) => [say`It says ${text}.`, foreign(text)].map((said) => show(said, text))),
      );
      assert.ok(shown.length >= hostileTexts.length, 'nothing was shown');
      for (const { how, texts } of shown) {
        for (const each of texts) {
          if (how === 'page') assertNothingLive(each);
          else assertInertScreen(each, how);
        }
      }
    });
  }
});
