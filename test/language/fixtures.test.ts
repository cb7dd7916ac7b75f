import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { LanguageService } from '../../server/language/languageService.ts';
import {
  createFixtureService,
  fixFixture,
  readFixtures,
  rewriteMarks,
  root,
  toMarks,
  updateGolden,
  uriOf,
} from '../support/fixtures.ts';

const filter = process.env['FIXTURES'] ?? '';
const fixtures = readFixtures();

describe('fixtures', () => {
  for (const fixture of fixtures.filter(({ name, pack }) => `${pack}/${path.basename(name)}`.startsWith(filter))) {
    test(fixture.name, () => {
      const fixed = path.join(root, fixture.name.replace(/\.yaml$/, '.fixed.yaml'));
      // What is found where nothing should be is no golden text.
      if (updateGolden && !fixture.name.endsWith('.silent.yaml')) {
        rewriteMarks(fixture);
        const rewritten = createFixtureService(fixture);
        if (hasFixes(rewritten, fixture)) writeFileSync(fixed, fixFixture(rewritten, fixture));
        return;
      }
      const service = createFixtureService(fixture);
      for (const { path: file, marks } of fixture.files) {
        assert.deepEqual(toMarks(service.diagnose(uriOf(file))), marks, file);
      }
      if (!hasFixes(service, fixture)) return;
      assert.ok(existsSync(fixed), `${fixed} is missing: UPDATE_GOLDEN=1 writes it, a person reads it`);
      assert.equal(fixFixture(service, fixture), readFileSync(fixed, 'utf8'));
    });
  }
});

function hasFixes(service: LanguageService, fixture: (typeof fixtures)[number]): boolean {
  return fixture.files.some(({ path: file }) => service.diagnose(uriOf(file)).some(({ fixes }) => fixes.length > 0));
}
