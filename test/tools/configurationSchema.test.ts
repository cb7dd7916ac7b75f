import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { dist, root } from '../support/fixtures.ts';

const schema = JSON.parse(readFileSync(path.join(dist, 'configuration.schema.json'), 'utf8')) as object;
const ajv = new Ajv({ allowUnionTypes: true });
const takes = (text: string, version: '1.1' | '1.2' = '1.2') => ajv.validate(schema, parse(text, { version }));

describe('the JSON Schema of configuration files', () => {
  test('takes the example of the page', () => {
    const page = readFileSync(path.join(root, 'docs/configuration.md'), 'utf8');
    const example = /```yaml\n(# Which[^]*?)```/.exec(page)?.[1] ?? '';
    assert.ok(example.includes('operatorVersions'));
    for (const version of ['1.1', '1.2'] as const) assert.ok(takes(example, version), JSON.stringify(ajv.errors));
  });

  test('refuses what changes nothing', () => {
    for (const text of [
      'rule: {}',
      'rules: {zalando/database-owner-mising: error}',
      'rules: {zalando/database-owner-missing: fatal}',
      'operatorVersions: {zalandoo: 1.15}',
      'exclude: vendor',
      'root: 1',
    ])
      assert.ok(!takes(text), text);
    assert.ok(takes('rules: {yaml/duplicate-key: off, names/*: hint}'));
  });

  test('has help for every key and every rule, and no keyword of ours', () => {
    const { properties } = schema as { properties: Record<string, { description?: string; properties?: object }> };
    for (const { description } of Object.values(properties)) assert.ok((description ?? '').length > 20);
    const rules = Object.values(properties['rules']?.properties ?? {}) as { description: string }[];
    assert.ok(rules.length > 500 && rules.every(({ description }) => description.length > 10));
    assert.doesNotMatch(JSON.stringify(schema), /"x-/);
  });
});
