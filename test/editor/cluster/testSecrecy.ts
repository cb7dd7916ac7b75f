import assert from 'node:assert/strict';
import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Desk } from './desk.ts';
import { ask, choose, closeTerminals, lens, message, open, run, until, untilTerminal } from './workbenchSteps.ts';

/** Where a password could be found by somebody who looks while a session is open. */
export function testSecrecy(desk: () => Desk): void {
  describe('a password', { skip: process.platform !== 'linux' && 'processes are read in /proc' }, () => {
    test('is in the pass file of its session and nowhere else, and then nowhere', async () => {
      const { page, bed, home, serverFolder } = desk();
      const { zalando, tidb, tekton, crunchy, cloudNativePg } = bed.everything;
      const passwords = [zalando, crunchy, cloudNativePg, tekton, tidb].flatMap((each) =>
        Object.values(each.passwords),
      );
      assert.ok(passwords.length > 10 && passwords.every((each) => each.length > 10));
      const needles = new Needles(passwords);

      await open(page, 'zalando.yaml');
      await lens(page, 'Connect');
      await choose(page, /^seller/);
      await ask(page, /shop=>/, 'select current_user;', /seller/);

      assert.ok(
        (await processes()).some(({ command }) => /dbname='shop'/.test(command)),
        'psql is among the processes',
      );
      assert.deepEqual(await inProcesses(needles), []);
      assert.deepEqual(await inBrowser(page, needles), []);
      const [found, ...others] = await inFiles([serverFolder, home], needles);
      assert.deepEqual(others, []);
      assert.match(String(found), /globalStorage[\\/]db-manifests\.db-manifests[\\/]sessions[\\/][^\\/]+[\\/]pgpass$/);
      assert.equal((await stat(String(found))).mode & 0o777, 0o600);
      assert.equal((await stat(path.dirname(String(found)))).mode & 0o777, 0o700);

      await page.keyboard.type('\\q\n');
      await closeTerminals(page);
      await until(
        page,
        'the pass file to be removed',
        async () => (await inFiles([serverFolder], needles)).length === 0,
      );
      assert.deepEqual(await inFiles([serverFolder, home], needles), []);
      assert.deepEqual(await inBrowser(page, needles), []);
    });

    test('of MySQL is in no other place either', async () => {
      const { page, bed, home, serverFolder } = desk();
      const needles = new Needles(Object.values(bed.everything.tidb.passwords));
      await open(page, 'tidb.yaml');
      await lens(page, 'Connect');
      await untilTerminal(page, />/);
      assert.deepEqual(await inProcesses(needles), []);
      assert.deepEqual(await inFiles([serverFolder, home], needles), []);
    });

    test('that the API server refuses is in no message, no problem and no log', async () => {
      const { page, bed, home, serverFolder } = desk();
      const password = '73917391';
      const file = path.join(bed.manifests, 'number.yaml');
      const lines = ['apiVersion: v1', 'kind: Secret', 'metadata:', '  name: number', '  namespace: default'];
      await writeFile(file, [...lines, 'stringData:', `  password: ${password}`, ''].join('\n'));
      await open(page, 'number.yaml');
      await run(page, 'Database Manifests: Apply Manifest');
      const toast = await message(page, /API server refuses .*stringData\.password/s);
      await run(page, 'Problems: Focus on Problems View');
      const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'API server' }).first();
      await problem.waitFor();
      const panel = await page.locator('.markers-panel').first().innerText();
      for (const text of [await toast.innerText(), panel]) assert.ok(!text.includes('7391'), text);
      await run(page, 'View: Toggle Panel Visibility');
      const needles = new Needles([password, '7.3917391']);
      assert.deepEqual(await inFiles([serverFolder, home], needles), []);
      assert.deepEqual(await inBrowser(page, needles), []);
    });

    test('is found by this search where it is', async () => {
      const { page, home } = desk();
      const needles = new Needles(['correct horse']);
      await run(page, 'Terminal: Create New Terminal');
      await ask(page, /[$#]/, `echo Y29ycmVjdCBob3JzZQ== > ${home}/found; export HERE='correct horse'; cat`, /cat/);
      await until(page, 'the process', async () => (await inProcesses(needles)).length > 0);
      assert.deepEqual(await inFiles([home], needles), [path.join(home, 'found')]);
      await page.evaluate(() => {
        (globalThis as unknown as { localStorage: Record<string, string> }).localStorage['here'] = 'correct%20horse';
      });
      assert.deepEqual(await inBrowser(page, needles), ['localStorage']);
      await page.evaluate(() => {
        delete (globalThis as unknown as { localStorage: Record<string, string> }).localStorage['here'];
      });
      await page.keyboard.press('Control+C');
    });
  });
}

/** Passwords as they are, in base64, and as a URI has them. */
class Needles {
  readonly #written: readonly Buffer[];

  constructor(passwords: readonly string[]) {
    const forms = passwords.flatMap((each) => [
      each,
      Buffer.from(each).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(each),
    ]);
    this.#written = [...new Set(forms)].map((each) => Buffer.from(each));
  }

  isIn(text: Buffer): boolean {
    return this.#written.some((each) => text.includes(each));
  }
}

interface Process {
  readonly id: string;
  readonly command: string;
  readonly environment: Buffer;
}

async function processes(): Promise<readonly Process[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    ids.map(async (id) => {
      const [command, environment] = await Promise.all(['cmdline', 'environ'].map((name) => readProc(id, name)));
      return { id, command: String(command), environment: environment ?? Buffer.of() };
    }),
  );
}

/** Empty for one that has ended. */
function readProc(id: string, name: string): Promise<Buffer> {
  return readFile(`/proc/${id}/${name}`).catch(() => Buffer.of());
}

async function inProcesses(needles: Needles): Promise<readonly string[]> {
  const all = await processes();
  return all
    .filter(({ command, environment }) => needles.isIn(Buffer.from(command)) || needles.isIn(environment))
    .map(({ command }) => command);
}

/** Settings, state and logs that the workbench keeps in the browser. */
async function inBrowser(page: Page, needles: Needles): Promise<readonly string[]> {
  const kept = await page.evaluate(dumpStorage);
  assert.ok(
    Object.keys(kept).some((name) => name.startsWith('vscode')),
    'the workbench keeps its state here',
  );
  return Object.entries(kept)
    .filter(([, text]) => needles.isIn(Buffer.from(text)))
    .map(([name]) => name);
}

/** Runs in the page. */
async function dumpStorage(): Promise<Record<string, string>> {
  const scope = globalThis as unknown as {
    localStorage: object;
    indexedDB: { databases(): Promise<{ name: string }[]>; open(name: string): Request };
  };
  interface Request {
    onsuccess: () => void;
    onerror: () => void;
    result: Database & unknown[];
  }
  interface Database {
    readonly objectStoreNames: Iterable<string>;
    transaction(name: string): { objectStore(name: string): { getAll(): Request; getAllKeys(): Request } };
    close(): void;
  }
  const done = (request: Request) =>
    new Promise<Request['result']>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('not to be read'));
    });
  const text = (values: unknown[]) =>
    values
      .map((value) => {
        const bytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
        return bytes ? new TextDecoder().decode(value as Uint8Array) : JSON.stringify(value);
      })
      .join('\n');
  const found: Record<string, string> = { localStorage: JSON.stringify({ ...scope.localStorage }) };
  for (const { name } of await scope.indexedDB.databases()) {
    const database = await done(scope.indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      found[`${name}/${store}`] = text([...(await done(objects.getAllKeys())), ...(await done(objects.getAll()))]);
    }
    database.close();
  }
  return found;
}

/** Files that hold one, in whatever depth. */
async function inFiles(folders: readonly string[], needles: Needles): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      const file = path.join(folder, name);
      const about: Stats | undefined = await lstat(file).catch(() => undefined);
      if (!about?.isFile()) continue;
      const text = await readFile(file).catch(() => Buffer.of());
      if (needles.isIn(text)) found.push(file);
    }
  }
  return found;
}
