import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { CopiedSecrets } from '../../../client/session/copiedSecrets.ts';
import { until } from '../../support/until.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dbm-copied-'));
after(() => {
  rmSync(root, { recursive: true });
});

const secret = 'correct horse';
let onClipboard = '';
const clipboard = {
  readText: () => Promise.resolve(onClipboard),
  writeText: (text: string) => Promise.resolve(void (onClipboard = text)),
};
let kept: Map<string, string>;
const keys = {
  get: (name: string) => Promise.resolve(kept.get(name)),
  store: (name: string, value: string) => Promise.resolve(void kept.set(name, value)),
  delete: (name: string) => Promise.resolve(void kept.delete(name)),
};
let storage: string;
const open = () => new CopiedSecrets({ clipboard, keys, storage });
const notes = () => (existsSync(path.join(storage, 'copied')) ? readdirSync(path.join(storage, 'copied')) : []);

beforeEach(() => {
  onClipboard = 'something of before';
  kept = new Map();
  storage = mkdtempSync(path.join(root, 'storage-'));
});

/** Nothing is left on the clipboard, of the note, or of its key. */
function untilGone(): Promise<void> {
  const left = () => [onClipboard, ...notes(), ...kept.keys()].join(' ').trim();
  return until(
    () => left() === '',
    () => `left behind: ${left()}`,
  );
}

/** The note as a window that was killed has left it. */
function orphan(change: (note: { deadline: number; owner: object }) => object = (note) => note): void {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const file = path.join(storage, 'copied', notes()[0] ?? '');
  const note = JSON.parse(readFileSync(file, 'utf8')) as { deadline: number; owner: object };
  writeFileSync(file, JSON.stringify(change({ ...note, owner: { pid, started: 'long ago' } })));
}

describe('a copied secret', () => {
  it('is taken off after its time, and nothing of it stays', async () => {
    await open().copy(secret, 0.3);
    assert.equal(onClipboard, secret);
    await untilGone();
  });

  it('is taken off at once when the window closes', async () => {
    const secrets = open();
    await secrets.copy(secret, 60);
    await secrets.clear();
    assert.equal(onClipboard, '');
    assert.deepEqual([notes(), kept.size], [[], 0]);
  });

  it('leaves alone what was copied meanwhile', async () => {
    const secrets = open();
    await secrets.copy(secret, 60);
    onClipboard = 'a shopping list';
    await secrets.clear();
    assert.equal(onClipboard, 'a shopping list');
  });

  it('takes the place of the one before, of which nothing stays', async () => {
    const secrets = open();
    await secrets.copy('first', 60);
    await secrets.copy(secret, 60);
    assert.deepEqual([notes().length, kept.size], [1, 1]);
    await secrets.clear();
    assert.equal(onClipboard, '');
  });

  it('is taken off even if the next one cannot be noted, which then is not copied', async () => {
    let isLocked = false;
    const store = (name: string, value: string): Promise<void> =>
      isLocked ? Promise.reject(new Error('locked')) : keys.store(name, value);
    const secrets = new CopiedSecrets({ clipboard, keys: { ...keys, store }, storage });
    await secrets.copy(secret, 0.3);
    isLocked = true;
    await assert.rejects(secrets.copy('another', 60), /locked/);
    assert.equal(onClipboard, secret);
    await untilGone();
  });

  it('stays where a person wants it to, without a note', async () => {
    await open().copy(secret, 0);
    assert.deepEqual([onClipboard, notes(), kept.size], [secret, [], 0]);
  });

  it('is in no file, and neither is what its note could be checked with', async () => {
    const secrets = open();
    await secrets.copy(secret, 60);
    const file = path.join(storage, 'copied', notes()[0] ?? '');
    const text = readFileSync(file, 'utf8');
    const [key = ''] = kept.values();
    for (const each of [secret, Buffer.from(secret).toString('base64'), key]) assert.ok(!text.includes(each), each);
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    await secrets.clear();
  });
});

describe('after a window that was killed', () => {
  /** As it is left: the timer of the killed one never fires here. */
  async function leave(change?: Parameters<typeof orphan>[0]): Promise<void> {
    await open().copy(secret, 1000);
    orphan(change);
  }

  it('the next one empties the clipboard once the time is over', async () => {
    await leave((note) => ({ ...note, deadline: Date.now() - 1 }));
    await open().takeOver();
    assert.deepEqual([onClipboard, notes(), kept.size], ['', [], 0]);
  });

  it('it waits for the end of the time', async () => {
    await leave((note) => ({ ...note, deadline: Date.now() + 1000 }));
    await open().takeOver();
    assert.equal(onClipboard, secret);
    await untilGone();
  });

  it('it leaves alone what does not match, and forgets', async () => {
    await leave((note) => ({ ...note, deadline: 0 }));
    onClipboard = 'something else';
    await open().takeOver();
    assert.deepEqual([onClipboard, notes(), kept.size], ['something else', [], 0]);
  });

  it('it touches nothing without the key, or with a note that is broken', async () => {
    await leave((note) => ({ ...note, deadline: 0 }));
    kept.clear();
    await open().takeOver();
    assert.deepEqual([onClipboard, notes()], [secret, []]);
    await leave();
    writeFileSync(path.join(storage, 'copied', notes()[0] ?? ''), '{"hash": 5');
    await open().takeOver();
    assert.deepEqual([onClipboard, notes()], [secret, []]);
  });

  it('a living window sees to its own', async () => {
    const secrets = open();
    await secrets.copy(secret, 60);
    await open().takeOver();
    assert.deepEqual([onClipboard, notes().length], [secret, 1]);
    await secrets.clear();
  });

  it('a process of the same number is another one', async () => {
    await open().copy(secret, 1000);
    orphan((note) => ({ ...note, deadline: 0, owner: { pid: process.pid, started: 'before the flood' } }));
    await open().takeOver();
    assert.equal(onClipboard, '');
  });
});
