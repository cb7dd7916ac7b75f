import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { serviceWith } from '../../support/manifests.ts';
import { documents, kustomizations } from './documents.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** In kilobytes, when everything has gone that nobody holds. */
async function held(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await setImmediate();
  }
  return process.memoryUsage().heapUsed / 1024;
}

/** Files, names, kinds, namespaces and folders that nobody has seen before, asked about and taken away again. */
function pass(service: LanguageService, from: number, count: number): void {
  for (let number = from; number < from + count; number++) {
    const own = (text: string) =>
      text
        .replaceAll(/\b(db|app|other|shop)\b/g, `$1-${String(number)}`)
        .replaceAll('kind: Clustre', `kind: Clustre${String(number)}`)
        .replace('metadata:\n', `metadata:\n  namespace: n${String(number)}\n`);
    const files = new Map([
      [`file:///w/${String(number)}/a.yaml`, documents.slice(0, 6).map(own).join('---\n')],
      [`file:///w/${String(number)}/b.yaml`, documents.slice(6, 9).map(own).join('---\n')],
      [`file:///w/${String(number)}/kustomization.yaml`, own(kustomizations[1] ?? '')],
    ]);
    for (const [uri, text] of files) service.setFile(uri, text);
    for (const uri of files.keys()) {
      service.setCommitted(uri, 'a: b\n');
      service.diagnose(uri);
      service.codeLenses(uri);
      service.setCommitted(uri, undefined);
    }
    for (const uri of files.keys()) service.removeFile(uri);
  }
  service.workspaceSymbols('');
}

/** In a round, and rounds at most. */
const [passes, mostRounds] = [60, 20];

/** Kilobytes: what the slots and names of one round take is 160. */
const enough = 100;

test('what has gone leaves nothing behind', async () => {
  const service = serviceWith({});
  const rounds: number[] = [];
  let before = 0;
  // Code that is made ready takes room too, less each time: what stays behind would take as much in every round.
  while (rounds.length < mostRounds && !rounds.some((more) => more < enough)) {
    pass(service, rounds.length * passes, passes);
    const after = await held();
    rounds.push(Math.round(after - before));
    before = after;
  }
  assert.ok(
    rounds.some((more) => more < enough),
    `${rounds.join(', ')} kB more in each round`,
  );
});
