import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activate,
  closeAll,
  completionsBehind,
  configure,
  hoverOver,
  labelsOf,
  problemOn,
  show,
  until,
} from './support.ts';

const rule = 'zalando/database-owner-missing';

suite('rules in settings files', () => {
  suiteSetup(activate);
  teardown(closeAll);

  test('ids are offered with their help, explained on hover, and those that do not exist are told', async () => {
    await configure('dbManifests.rules', { [rule]: 'off', 'zalando/no-such-rule': 'off' });
    try {
      const { document } = await show('.vscode/settings.json');
      const problem = await problemOn(document, '"zalando/no-such-rule"');
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
      assert.match(problem.message, /no rule of this id/);
      assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1);
      const offered = await until('ids of rules', async () => {
        const items = await completionsBehind(document, '"dbManifests.rules": {');
        return items.some((item) => labelsOf([item])[0] === 'zalando/*') && items;
      });
      const item = offered.find((each) => labelsOf([each])[0] === 'zalando/cluster-name-invalid');
      assert.ok(item?.documentation, `offered: ${labelsOf(offered).join(', ')}`);
      assert.ok(!labelsOf(offered).includes(rule), 'it is there already');
      await until('the help', async () => /owner/.test(await hoverOver(document, rule)));
    } finally {
      await configure('dbManifests.rules', undefined);
    }
  });
});
