import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { marked } from 'marked';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { cleanUpPage } from '../../../client/session/cleanUpPage.ts';
import { describe } from '../../../client/session/describe.ts';
import { renderReport } from '../../../client/session/report.ts';
import { verify } from '../../../client/session/verify.ts';
import type { Markdown } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { authoredMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import { english } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { rulePages } from '../../../server/language/rulePages.ts';
import { upgradePage } from '../../../server/language/upgrades/upgradePage.ts';
import { standIn, toyPod, toyTarget } from '../session/support.ts';
import '../../support/editorStandIn.ts';
import { answerWith, env, l10n, window } from '../../support/vscodeStandIn.ts';

const { openReadPage } = await import('../../../client/screen/documents.ts');
const { createTree } = await import('../../../client/screen/views.ts');
const { ErrorList } = await import('../../../client/commands/errorList.ts');
const { lookOf } = await import('../../../client/ui/lookOf.ts');

const { signal } = new AbortController();
const live = { metadata: { name: 'shop', uid: 'toy', creationTimestamp: '2026-01-01T00:00:00Z' } };
const target = toyTarget(standIn({ objects: [[pods, toyPod('shop-0', 'master')]] }).connection, {}, { live });

/** Every page that the client opens by itself. */
const pages: Readonly<Record<string, () => Promise<Markdown>>> = {
  verify: async () => {
    const probe = () => Promise.reject(new ClusterError('database', say`No.`, say`Ask.`));
    return renderReport(await verify(target, { probe, tell: () => undefined, signal }), english);
  },
  describe: async () => renderReport(await describe(target, signal), english),
  'clean up': () => {
    const left = { groups: [], stuck: [], gaps: [say`You may not list services.`], notes: [] };
    return Promise.resolve(cleanUpPage(target, { left, results: [], volumes: [] }, english));
  },
  upgrade: () => Promise.resolve(upgradePage(['Toy from 1 to 2'], [], ['nobody knows what runs.'])),
};

async function read(body: Markdown): Promise<string> {
  answerWith((how, text) => (how === 'markdown.api.render' ? marked.parse(String(text)) : undefined));
  await openReadPage({ key: crypto.randomUUID(), title: say`A page`, body });
  return window.webviews.at(-1)?.html ?? '';
}

/** What a screen reader needs to go through a page. */
function assertReadable(html: string): void {
  assert.equal(html.match(/<h1[ >]/g)?.length, 1, 'one heading says what the page is');
  assert.match(html, /<body><main>[^]*<\/main><\/body>/);
  const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  for (const [index, level] of levels.entries())
    assert.ok(level <= (levels[index - 1] ?? 0) + 1, `a heading of level ${String(level)} is below none`);
  for (const [, inside = ''] of html.matchAll(/<(?:a|button)\b[^>]*>([^]*?)<\/(?:a|button)>/g))
    assert.notEqual(inside.replaceAll(/<[^>]*>/g, '').trim(), '', 'a link has a name');
  for (const [table] of html.matchAll(/<table>[^]*?<\/table>/g)) assert.match(table, /<thead>\s*<tr>\s*<th/);
  assert.doesNotMatch(html, /\p{Extended_Pictographic}\uFE0F|[\u{1F300}-\u{1FAFF}\u2705\u274C\u2753\u2754]/u);
}

suite('a page is read aloud', () => {
  for (const [name, make] of Object.entries(pages))
    test(name, async () => {
      assertReadable(await read(await make()));
    });

  test('errors', async () => {
    answerWith((how, text) => (how === 'markdown.api.render' ? marked.parse(String(text)) : undefined));
    const errors = new ErrorList((command) => (command === 'dbManifests.connect' ? 'Connect' : ''));
    const error = new ClusterError('missing', say`It does not exist.`, say`Apply it.`);
    errors.note({ error, command: 'dbManifests.connect', context: 'demo', remedy: undefined });
    await errors.show();
    const html = window.webviews.at(-1)?.html ?? '';
    assertReadable(html);
    assert.match(html, /Connect, context <code>demo<\/code>: <strong>It does not exist\.<\/strong>/);
  });

  test('of a rule: each begins with the only heading of its level', () => {
    for (const { id, text } of rulePages(languagePacks)) {
      const headings = marked.lexer(text).filter((token) => token.type === 'heading' && token.depth === 1);
      assert.equal(headings.length, 1, id);
    }
  });

  test('in the language that it is in, which is English where there are no words of ours', async () => {
    try {
      env.language = 'fr';
      assert.match(await read(authoredMarkdown('# A')), /<html lang="en">/);
      [env.language, l10n.bundle] = ['zh-cn', {}];
      assert.match(await read(authoredMarkdown('# A')), /<html lang="zh-cn">/);
    } finally {
      [env.language, l10n.bundle] = ['en', undefined];
    }
  });
});

test('a line of the view says in words what its icon shows', async () => {
  const container = { ...{ pod: 'shop-0', namespace: 'web', uid: 'p', phase: 'Running', restarts: 2, created: '' } };
  const of = {} as never;
  const nodes = [
    [
      { kind: 'context', id: 'a', context: 'demo', namespace: 'web', server: 's', inUse: true },
      'demo, in use, protected, web',
    ],
    [
      { kind: 'member', id: 'b', of, member: { ...container, role: 'primary', ready: true, containers: [] } },
      'shop-0, primary, ready, 2 restarts',
    ],
    [
      { kind: 'member', id: 'c', of, member: { ...container, role: 'replica', ready: false, containers: [] } },
      'shop-0, replica, not ready, 2 restarts',
    ],
    [{ kind: 'message', id: 'd', tone: 'warning', text: say`No answer.`, detail: say`Wait.` }, 'No answer., Wait.'],
  ] as const;
  for (const [node, words] of nodes) {
    createTree('tree', { childrenOf: () => [], lookOf: () => lookOf(node, () => true) });
    const item = (await window.trees.at(-1)?.getTreeItem(node)) as { accessibilityInformation: { label: string } };
    assert.equal(item.accessibilityInformation.label, words);
  }
});
