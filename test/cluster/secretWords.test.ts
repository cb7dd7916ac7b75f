import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { isClusterError } from '../../client/cluster/errors.ts';
import { applyPlanned, planApply } from '../../client/session/applyManifest.ts';
import { readRefusal } from '../../client/session/readRefusal.ts';
import { deployments, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import '../support/editorStandIn.ts';
import { answerWith, shown } from '../support/vscodeStandIn.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { connectTo, knownNow } from './support/targets.ts';

/** What a person reads, and what is logged, where the API server refuses something that holds a password. */

const { report } = await import('../../client/screen/ask.ts');
const word = 'gravel-hunter-2';
const number = 73917391;
const needles = [word, 'gravel', 'hunter', String(number), '7.3917391', Buffer.from(word).toString('base64')];

let bed: Bed;
let connection: ClusterConnection;

before(async () => {
  bed = await needBed();
  connection = await connectTo(bed.cluster.kubeconfig);
});

after(async () => {
  connection.close();
  await bed.stop();
});

const secret = (more: object, name = 'words'): object => ({
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'default' } },
  ...more,
});

/** With the field or the words that have to be said all the same. */
const refused: Readonly<Record<string, readonly [object, RegExp]>> = {
  'a number': [secret({ stringData: { password: number } }), /stringData\.password.*text/],
  'a number with a fraction': [secret({ stringData: { password: number / 10 } }), /stringData\.password.*text/],
  'a boolean': [secret({ stringData: { password: true } }), /stringData\.password.*text/],
  'a map': [secret({ stringData: { password: { inner: word } } }), /stringData\.password.*text/],
  'a list': [secret({ stringData: { password: [word] } }), /stringData\.password.*text/],
  'text in place of a map': [secret({ stringData: word }), /stringData/],
  'what is not base64': [secret({ data: { password: `${word}!` } }), /base64/],
  'a number in data': [secret({ data: { password: number } }), /data/],
  'a list in data': [secret({ data: [word] }), /data/],
  'more than fits': [secret({ stringData: { password: word.repeat(100_000) } }), /1 MiB/],
  'a key that is none': [secret({ stringData: { 'pass word!': word } }), /a key has letters/],
  'a field that is none': [secret({ stringdata: { password: word } }), /unknown field|does not know this field/],
  'a type that lacks a key': [
    secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': word } }),
    /required|not one that it can have/,
  ],
  'an annotation that is too long': [
    secret({ metadata: { name: 'words', namespace: 'default', annotations: { note: word.repeat(20_000) } } }),
    /too long/,
  ],
};

/** Everything that a person or a log gets of it. */
async function wordsOf(work: () => Promise<unknown>): Promise<string> {
  const said: unknown[] = [];
  answerWith();
  try {
    said.push(await work());
  } catch (error) {
    assert.ok(isClusterError(error), String(error));
    const { message, remedy, causes, answer, cause, stack } = error;
    said.push(message, remedy, causes, answer, cause, stack, readRefusal(error));
    const log = (...texts: readonly unknown[]): void => void said.push(texts);
    report(error, { warn: log, error: log, info: log, debug: log } as never);
    said.push(shown);
  }
  return JSON.stringify(said);
}

function found(text: string): readonly string[] {
  return needles.filter((needle) => text.toLowerCase().includes(needle.toLowerCase()));
}

describe('a Secret that the API server refuses', () => {
  for (const [what, [manifest, words]] of Object.entries(refused)) {
    test(`${what}: what is said and logged names the field or the reason, and no value`, async () => {
      const ways: readonly (() => Promise<unknown>)[] = [
        async () => (await planApply(connection, manifest)).problems,
        () => connection.create(secrets, manifest, { namespace: 'default', dryRun: true }),
      ];
      const said: string[] = [];
      for (const way of ways) said.push(await wordsOf(way));
      for (const text of said) assert.deepEqual(found(text), [], text);
      assert.match(said[0] ?? '', words);
    });
  }

  test('a change of what cannot be changed, a merge that does not fit', async () => {
    const manifest = secret({ immutable: true, stringData: { password: word } }, 'fixed');
    const plan = await planApply(connection, manifest);
    await applyPlanned(connection, plan, { value: manifest });
    const changed = secret({ immutable: true, stringData: { password: `${word}-next` } }, 'fixed');
    const said = await wordsOf(async () => (await planApply(connection, changed)).problems);
    assert.match(said, /immutable/);
    const object = await knownNow(connection, { ...secrets, name: 'fixed', namespace: 'default' });
    const merged = await wordsOf(() =>
      connection.patch(object, { stringData: { password: number } }, { dryRun: true }),
    );
    for (const text of [said, merged]) assert.deepEqual(found(text), [], text);
  });
});

describe('another kind that holds a password', () => {
  test('says the field without the value', async () => {
    const env = [{ name: 'PGPASSWORD', value: number }];
    const metadata = { name: 'words', namespace: 'default' };
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i', env }] } };
    const spec = { selector: { matchLabels: { a: 'b' } }, template };
    const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec };
    const said = await wordsOf(async () => (await planApply(connection, manifest)).problems);
    assert.deepEqual(found(said), [], said);
    assert.match(said, /expected string, got.*not shown/);
    const made = await wordsOf(() => connection.create(deployments, manifest, { namespace: 'default', dryRun: true }));
    assert.deepEqual(found(made), [], made);
  });
});

describe('this search', () => {
  test('finds what the API server says, where nobody withholds it', async () => {
    const file = path.join(bed.folder, 'number.json');
    writeFileSync(file, JSON.stringify(secret({ stringData: { password: number } })));
    const said = await new Promise<string>((resolve) => {
      const { kubectl, kubeconfig } = bed.cluster;
      const args = ['--kubeconfig', kubeconfig, 'apply', '--server-side', '--validate=false', '-f', file];
      execFile(kubectl, args, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
    });
    assert.deepEqual(found(said), [String(number)], said);
  });
});
