import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Desk } from './desk.ts';
import { ask, choice, choices, choose, lens, message, open, run, until } from './workbenchSteps.ts';

interface Case {
  readonly file: string;
  readonly role: RegExp;
  readonly database?: string;
  readonly prompt: RegExp;
  readonly query: string;
  readonly answer: RegExp;
}

const encrypted = 'select current_user, current_database(), ssl from pg_stat_ssl where pid = pg_backend_pid();';

const cases: readonly Case[] = [
  {
    file: 'zalando.yaml',
    role: /^seller/,
    prompt: /shop=>/,
    query: encrypted,
    answer: /seller +\| shop +\| t/,
  },
  {
    file: 'crunchy.yaml',
    role: /^bookkeeper/,
    prompt: /ledger=>/,
    query: encrypted,
    answer: /bookkeeper +\| ledger +\| t/,
  },
  {
    file: 'cloudnative-pg.yaml',
    role: /^clerk/,
    prompt: /orders=>/,
    query: encrypted,
    answer: /clerk +\| orders +\| t/,
  },
  {
    file: 'tekton-results.yaml',
    role: /^result/,
    prompt: /tekton_results=>/,
    query: encrypted,
    answer: /result +\| tekton_results +\| t/,
  },
  {
    file: 'tidb.yaml',
    role: /^root/,
    prompt: /MariaDB \[.*\]>/,
    query: "select current_user(); show status like 'ssl_version';",
    answer: /root@[\s\S]*TLSv1/,
  },
];

/** From the manifest to a prompt. */
export function testSessions(desk: () => Desk): void {
  describe('connect', () => {
    for (const { file, role, prompt, query, answer } of cases) {
      test(`runs a query over TLS from ${file}`, async () => {
        const { page } = desk();
        await open(page, file);
        await lens(page, 'Connect');
        await chooseUntilTerminal(page, role);
        const said = await ask(page, prompt, query, answer);
        assert.doesNotMatch(said, /ERROR/);
      });
    }

    test('runs the client of the pod where this machine has none', async () => {
      const { page } = desk();
      await without(desk(), 'psql', async () => {
        await open(page, 'zalando.yaml');
        await run(page, 'Database Manifests: Connect');
        await chooseUntilTerminal(page, /^seller/);
        const said = await ask(page, /shop=>/, 'select current_user;', /current_user[\s\S]*seller/);
        assert.match(said, /There is no psql on this machine: this one runs in pod shop-0/);
      });
    });

    test('ends with Disconnect, which says so', async () => {
      const { page, bed } = desk();
      await open(page, 'cloudnative-pg.yaml');
      await lens(page, 'Connect');
      await chooseUntilTerminal(page, /^clerk/);
      await ask(page, /orders=>/, 'select 1 as open;', /\(1 row\)/);
      const { server } = bed.everything.cloudNativePg.primary;
      const sessions = () => server.query("SELECT FROM pg_stat_activity WHERE usename = 'clerk'");
      assert.notEqual((await sessions()).length, 0);
      await run(page, 'Database Manifests: Disconnect');
      const said = await (await message(page, 'Disconnected from demo.')).innerText();
      assert.match(said, /What ran in (a terminal|\d+ terminals) has ended/);
      await until(page, 'the terminal to close', async () => (await page.locator('.terminal-wrapper').count()) === 0);
      await until(page, 'the session to end in the database', async () => (await sessions()).length === 0);
    });

    test('says which program is missing where the pod has none either', async () => {
      const { page } = desk();
      await without(desk(), 'mysql', async () => {
        await open(page, 'tidb.yaml');
        await lens(page, 'Connect');
        await message(page, 'There is no mysql on the PATH of this machine, and none in container tidb');
      });
    });
  });
}

/** As on a machine where a program is not installed. */
async function without({ programs }: Desk, program: string, work: () => Promise<void>): Promise<void> {
  const file = join(programs, program);
  await rename(file, `${file}.away`);
  try {
    await work();
  } finally {
    await rename(`${file}.away`, file);
  }
}

/** Takes the role, and the first database where several are offered. */
async function chooseUntilTerminal(page: Desk['page'], role: RegExp): Promise<void> {
  let chosen = false;
  await until(page, 'a terminal', async () => {
    if ((await page.locator('.terminal-wrapper.active').count()) > 0) return true;
    const offered = await choices(page);
    if (!chosen && offered.some((each) => role.test(each))) {
      chosen = true;
      await choose(page, role);
    } else if (chosen && offered.length > 0 && !offered.some((each) => role.test(each))) {
      // A key would go into the manifest once the list has closed.
      await choice(page, /./)
        .click({ timeout: 1000 })
        .catch(() => undefined);
    }
    return false;
  });
}
