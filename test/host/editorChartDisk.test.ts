import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChartEntryParams, ChartEntryResult } from '../../schemas/contract/protocol.ts';
import { editorChartDisk } from '../../server/host/editorChartDisk.ts';
import { readCharts } from '../../server/host/readCharts.ts';

const folder = 'web:///w/my%20shop';
const schema = (ref: string) => JSON.stringify({ $ref: ref });

test('charts are read by asking the editor, file by file', async () => {
  const entries: Record<string, ChartEntryResult> = {
    [`${folder}/values.schema.json`]: { text: schema('parts/a%20b.json') },
    [`${folder}/charts`]: { folders: ['d b', 'empty'] },
    [`${folder}/charts/d%20b/values.schema.json`]: { text: schema('parts/c.json') },
    [`${folder}/charts/d%20b/parts/c.json`]: { text: '{}' },
  };
  const asked: string[] = [];
  const disk = editorChartDisk((_, { uri }: ChartEntryParams) => {
    asked.push(uri);
    return entries[uri] ? Promise.resolve(entries[uri]) : Promise.reject(new Error('no such file'));
  });
  const charts = await readCharts(folder, disk);
  assert.deepEqual(
    [...charts].map(([at, files]) => [at, Object.keys(files)]),
    [
      [folder, ['values.schema.json']],
      [`${folder}/charts/d%20b`, ['values.schema.json', 'parts/c.json']],
    ],
  );
  assert.ok(asked.every((uri) => uri.startsWith(`${folder}/`) && !uri.includes('..')));
});

test('an answer of another shape is none', async () => {
  for (const answer of [null, 3, 'a', { text: 3, folders: 'a' }, { folders: [3] }, []]) {
    const disk = editorChartDisk(() => Promise.resolve(answer));
    assert.equal((await readCharts(folder, disk)).size, 0);
  }
});
