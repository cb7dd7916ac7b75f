import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { kindGroups } from '../../../schemas/systems/kubernetes/kindGroups.ts';
import { kubernetes } from '../../../schemas/systems/kubernetes/system.ts';
import { root } from '../../support/fixtures.ts';

const models = path.join(root, 'node_modules/kubernetes-models');

describe('groups of Kubernetes that are known whole', () => {
  for (const { group, others } of kindGroups) {
    test(`have every kind that the types of the API have: ${group || 'the first one'}`, () => {
      const folder = path.join(models, group, 'v1');
      assert.ok(existsSync(folder));
      const known = new Set([
        ...kubernetes.kinds.filter((each) => each.group === group).map(({ kind }) => kind),
        ...Object.keys(others),
      ]);
      const missing = readdirSync(folder)
        .filter((name) => name.endsWith('.d.ts') && isKind(path.join(folder, name)))
        .map((name) => name.slice(0, -'.d.ts'.length))
        .filter((kind) => !known.has(kind) && !known.has(kind.replace(/List$/, '')));
      assert.deepEqual(missing, []);
    });
  }
});

/** A type of the API that is sent by itself says its kind. */
function isKind(file: string): boolean {
  return /^ +"kind": "/m.test(readFileSync(file, 'utf8'));
}
