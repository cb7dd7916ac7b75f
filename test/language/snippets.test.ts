import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createService } from '../../server/host/createService.ts';
import type { ManifestSnippet } from '../../server/language/answers.ts';
import { dist, uriOf } from '../support/fixtures.ts';

const snippets = JSON.parse(readFileSync(path.join(dist, 'snippets.json'), 'utf8')) as ManifestSnippet[];

/** What stays when every tab stop keeps what it proposes. */
function accepted(text: string): string {
  return text.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d+/g, '');
}

describe('snippets', () => {
  for (const { kind, title, text } of snippets) {
    test(`${kind}: ${title} is a valid manifest`, () => {
      // The Secrets that a snippet refers to are somebody's own.
      const service = createService(dist, { settings: { rules: { 'names/unknown': 'off' } } });
      service.setFile(uriOf('a.yaml'), accepted(text));
      const found = service.diagnose(uriOf('a.yaml')).map(({ code, message }) => `${code}: ${message}`);
      assert.deepEqual(found, []);
      assert.equal(service.status(uriOf('a.yaml')).resources, text.split('\n---\n').length);
    });
  }

  test('an empty document offers them all', () => {
    const service = createService(dist);
    service.setFile(uriOf('a.yaml'), 'apiVersion: v1\nkind: Secret\n---\n');
    const items = service.complete(uriOf('a.yaml'), { line: 3, character: 0 });
    const offered = new Set(items.map(({ label }) => label));
    const missing = snippets.map(({ kind, title }) => `${kind}: ${title}`).filter((label) => !offered.has(label));
    assert.deepEqual(missing, []);
  });
});
