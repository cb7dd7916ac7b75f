import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { upgradableRequest, upgradeRequest } from '../../schemas/contract/protocol.ts';
import type { UpgradableResult, UpgradeResult } from '../../schemas/contract/protocol.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { placeLink } from '../../schemas/vocabulary/markdown.ts';
import { wordingOf } from '../../schemas/vocabulary/render.ts';
import { createService } from '../../server/host/createService.ts';
import { startLanguageServer } from '../../server/host/lsp/startLanguageServer.ts';
import { effects, upgradePage, upgradeTitles } from '../../server/language/upgrades/upgradePage.ts';
import type { UpgradeChange } from '../../server/language/answers.ts';
import { dist } from '../support/fixtures.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { assertNothingLive } from '../support/inert.ts';

const at = { line: 2, character: 0 };

function change(over: Partial<UpgradeChange> = {}): UpgradeChange {
  return {
    ...{ range: { start: at, end: at }, severity: 'warning', code: 'toy/x', message: 'It changes.', fixes: [] },
    ...{ effect: 'different', system: 'toy', from: '1', to: '2', since: '2' },
    ...over,
  };
}

describe('the page about an upgrade', () => {
  test('has a section for each effect, in one order, and a link to each place', () => {
    const placed = [...effects].reverse().map((effect) => {
      return { file: 'a b.yaml', place: 'a b.yaml', change: change({ effect }) };
    });
    const page = upgradePage(['Toy from 1 to 2'], placed, []).markdown;
    const titles = Array.from(page.matchAll(/^## (.*) \(1\)$/gm), ([, title]) => title);
    assert.deepEqual(titles.slice(0, 2), ['Refused', 'Ignored']);
    assert.equal(titles.length, effects.length);
    assert.match(page, /\[Line 3\]\(a%20b\.yaml#L3\): It changes\. \*\(since 2, toy\/x\)\*/);
  });

  test('says that nothing changes, and what was not compared', () => {
    const page = upgradePage(['Toy to 2'], [], ['nobody knows what runs.']).markdown;
    assert.match(page, /Nothing changes/);
    assert.match(page, /Not compared:\*\* nobody knows/);
  });

  test('what a message has between backticks is code, and one without another is none', () => {
    const said = (message: string) =>
      upgradePage([], [{ file: 'a', place: 'a', change: change({ message }) }], []).markdown;
    assert.match(said('`a_b` is left out: `x*y`.'), /: `a_b` is left out: `x\*y`\. \*\(/);
    assert.match(said('One ` alone_here.'), /: One &#96; alone\\_here\./);
  });

  test('titles: from what is said, else from what is in force', () => {
    const systems = [{ id: 'toy', title: 'Toy', versions: ['1', '2'], version: '1' }];
    assert.deepEqual(upgradeTitles({ from: {}, to: { toy: '2' } }, systems), ['Toy from 1 to 2']);
    assert.deepEqual(upgradeTitles({ from: {}, to: { other: '2' } }, systems), ['other to 2']);
  });

  test('is in the words of a language, in the order that they ask for', () => {
    const words = wordingOf(
      (text) => ({ 'Line {0}': '第 {0} 行', '*(since {0}, {1})*': '*({1}, {0})*' })[text] ?? text,
    );
    const page = upgradePage([], [{ file: 'a', place: 'a', change: change() }], [], words).markdown;
    assert.match(page, /\[第 3 行\]\(a#L3\): It changes\. \*\(toy\/x, 2\)\*/);
  });

  test('whatever strangers wrote does nothing', () => {
    for (const { text } of hostileTexts) {
      const fix = { title: text, safe: false, edits: () => [] };
      const placed = [{ file: text, place: text, change: change({ message: text, code: text, fixes: [fix] }) }];
      const page = upgradePage([text], placed, [text]);
      const translated = upgradePage(
        [text],
        placed,
        [text],
        wordingOf((each) => each.replace('since', '从')),
      );
      const links = (address: string) => /^[\w\-.~%/@,;=&$!*?+]*#L3$/.test(address) && !address.startsWith('//');
      for (const each of [page, translated]) assertNothingLive(each, { links, blocks: ['heading'] });
    }
  });

  test('links lead to files and nowhere else', () => {
    assert.equal(placeLink('a', 'file:///c%3A/a (1).yaml', 3).markdown, '[a](file:///c%3A/a%20%281%29.yaml#L3)');
    for (const place of ['command:x', 'javascript:alert(1)', 'data:text/html,x', '//evil.example/x'])
      assert.equal(placeLink('a', place, 1).markdown, 'a');
  });
});

describe('what editors ask before an upgrade', () => {
  let editor: ProtocolConnection;
  const uri = 'file:///shop.yaml';

  before(async () => {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startLanguageServer(server, {
      packs: languagePacks,
      createService: (given) => createService(dist, { ...given, now: () => new Date('2026-01-15T12:00:00Z') }),
    });
    editor = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    editor.listen();
    await editor.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    const text =
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-shop}\nspec:\n  teamId: acid\n  useLoadBalancer: true\n';
    await editor.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
  });
  after(() => editor.dispose());

  test('the systems, those of the file first', async () => {
    const { systems } = await editor.sendRequest<UpgradableResult>(upgradableRequest, { uri });
    assert.equal(systems[0]?.id, 'zalando');
    assert.ok(systems.some(({ inManifests }) => inManifests));
  });

  test('the page, or why there is none', async () => {
    const question = { from: { zalando: '1.15' }, to: { zalando: '2.0' } };
    const answer = await editor.sendRequest<UpgradeResult>(upgradeRequest, question);
    assert.ok('page' in answer);
    assert.match(answer.page.markdown, /\[Line 6\]\(place\/0#L6\)/);
    assert.deepEqual(answer.places, [uri]);
    assert.ok(answer.changes > 0);
    const unknown = await editor.sendRequest<UpgradeResult>(upgradeRequest, { from: {}, to: { zalando: '9' } });
    assert.deepEqual(Object.keys(unknown), ['problem']);
    const open = await editor.sendRequest<UpgradeResult>(upgradeRequest, { from: {}, to: { zalando: '2.0' } });
    assert.ok('page' in open && open.page.markdown.includes('Not compared'));
    await assert.rejects(editor.sendRequest(upgradeRequest, { from: 'zalando', to: 5 }));
  });
});
