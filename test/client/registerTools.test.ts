import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { assistantTools } from '../../server/language/assistants/assistantTools.ts';
import { root } from '../support/fixtures.ts';

interface Contributed {
  readonly name: string;
  readonly displayName: string;
  readonly modelDescription: string;
  readonly inputSchema: unknown;
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

describe('tools of assistants', () => {
  const { contributes } = read('package.json') as { contributes: { languageModelTools: Contributed[] } };
  const words = read('package.nls.json') as Record<string, string>;

  test('the editor is told of the same ones that the server has', () => {
    const told = contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => ({
      name,
      title: words[displayName.slice(1, -1)],
      description: modelDescription,
      inputSchema,
    }));
    const ours = assistantTools.map(({ name, title, description, inputSchema }) => ({
      ...{ name: `dbManifests_${name}`, title, description },
      inputSchema,
    }));
    assert.deepEqual(told, JSON.parse(JSON.stringify(ours)));
  });
});
