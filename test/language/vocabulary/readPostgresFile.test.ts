import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPostgresFile } from '../../../schemas/vocabulary/readPostgresFile.ts';

test('a file with more lines than there are parameters is read as far as that', () => {
  const lines = [...readPostgresFile('# a comment\n\nwork_mem = 4MB # small\n'.repeat(2000))];
  assert.equal(lines.length, 500);
  assert.deepEqual(lines[1], { start: 49, end: 63, name: 'work_mem', valueStart: 60, value: '4MB' });
});
