import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { clientLine, environmentLines, passLine } from '../../../client/session/connectionStrings.ts';
import type { ConnectionPlace, Shell } from '../../../client/session/connectionStrings.ts';
import { hasControlCharacters } from '../../../schemas/vocabulary/inertText.ts';
import { hostileTexts } from '../../support/hostileTexts.ts';
import { has } from '../../support/has.ts';

/** Lines that people paste, given to the shells themselves: every value arrives as it is, and nothing else is done. */

const folder = mkdtempSync(path.join(tmpdir(), 'dbm-paste-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** Half a character cannot be an argument of a program. */
const pasted = hostileTexts
  .map(({ text }) => text)
  .filter((text) => text.length <= 2000 && !hasControlCharacters(text) && !/\p{Surrogate}/u.test(text));
const places = pasted.map((text): ConnectionPlace => ({
  engine: 'mysql',
  port: 4000,
  user: text,
  password: text,
  database: text,
  mode: 'require',
}));

const shells = [
  { program: 'bash', syntax: 'bash', interactive: '--norc --noprofile -i' },
  { program: 'dash', syntax: 'bash', interactive: '-i' },
  { program: 'zsh', syntax: 'bash', interactive: '-f -i' },
  { program: 'fish', syntax: 'fish', interactive: '--no-config -i' },
] as const;

interface Seen {
  /** Arguments of each start of `mysql`. */
  readonly started: readonly (readonly string[])[];
  /** Files that appeared where the shell ran. */
  readonly files: readonly string[];
}

function runLines(name: string, start: (file: string) => readonly [string, ...string[]], lines: string): Seen {
  const place = path.join(folder, name);
  const programs = path.join(place, 'bin');
  const empty = path.join(place, 'empty');
  for (const each of [place, programs, empty]) mkdirSync(each);
  const written = path.join(place, 'written');
  const standIn = path.join(programs, 'mysql');
  // The variables first, so that both forms are seen by one program.
  writeFileSync(
    standIn,
    `#!/bin/sh\nfor each in "$MYSQL_USER" "$MYSQL_PWD" "$MYSQL_DATABASE" "$@"; do printf '%s\\0' "$each"; done >>'${written}'\nprintf '\\1' >>'${written}'\n`,
  );
  chmodSync(standIn, 0o755);
  const file = path.join(place, 'lines');
  writeFileSync(file, lines);
  const [program, ...args] = start(file);
  spawnSync(program, args, {
    cwd: empty,
    input: `${lines}\nexit\n`,
    timeout: 60_000,
    env: {
      ...{
        PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`,
        HOME: empty,
        TERM: 'dumb',
        LC_ALL: 'C.UTF-8',
      },
      ...{ HISTFILE: '', XDG_DATA_HOME: place, XDG_CONFIG_HOME: place },
    },
  });
  const text = existsSync(written) ? readFileSync(written, 'utf8') : '';
  const started = text.split('\x01').slice(0, -1);
  return { started: started.map((each) => each.split('\0').slice(0, -1)), files: readdirSync(empty) };
}

/** What `mysql` has to be given: the variables, then the arguments. */
function wanted({ user, database, password = '' }: ConnectionPlace): readonly string[] {
  return [
    ...[user, password, database, '--host=127.0.0.1', '--port=4000', `--user=${user}`, '--ssl-mode=REQUIRED'],
    ...['--password', `--database=${database}`],
  ];
}

function linesFor(syntax: Shell): string {
  return places
    .map((place) => {
      // MYSQL_USER is none of its own variables on every system, but it is set like the others.
      const variables = environmentLines(place, syntax);
      const line = clientLine(place, syntax);
      assert.ok(variables !== undefined && line !== undefined);
      return `${variables}\n${line}\n`;
    })
    .join('');
}

describe('pasted into a shell', () => {
  for (const { program, syntax, interactive } of shells) {
    it(`values arrive as they are, in a script of ${program}`, (context) => {
      if (!has(program, context)) return;
      const seen = runLines(`script-${program}`, (file) => [program, file], linesFor(syntax));
      assert.deepEqual(seen, { started: places.map(wanted), files: [] });
    });

    it(`values arrive as they are, at the prompt of ${program}`, (context) => {
      if (process.platform !== 'linux' || !has(program, context)) return;
      const prompt = `${program} ${interactive}`;
      const seen = runLines(`prompt-${program}`, () => ['script', '-qec', prompt, '/dev/null'], linesFor(syntax));
      assert.deepEqual(seen.started, places.map(wanted));
      assert.deepEqual(
        seen.files.filter((file) => !file.startsWith('.')),
        [],
      );
    });
  }

  it('a value with a control character is refused, and which one is said', () => {
    const bad = hostileTexts.map(({ text }) => text).filter((text) => hasControlCharacters(text));
    assert.ok(bad.length > 10);
    const good: ConnectionPlace = {
      engine: 'postgresql',
      port: 1,
      user: 'a',
      password: 'b',
      database: 'c',
      mode: 'require',
    };
    for (const text of bad) {
      for (const [part, place] of [
        ['role', { ...good, user: text }],
        ['database', { ...good, database: text }],
        ['password', { ...good, password: text }],
      ] as const) {
        const refused = (error: unknown) =>
          isClusterError(error, 'refused') && error.message.includes(part) && !error.message.includes(text);
        assert.throws(() => passLine(place), refused);
        for (const shell of ['bash', 'fish', 'powershell', 'cmd'] as const) {
          assert.throws(() => clientLine(place, shell), refused);
          assert.throws(() => environmentLines(place, shell), refused);
        }
      }
    }
  });
});

/** What these shells make of a line, as their manuals say it: there is none of them here to ask. */
describe('the rules of shells on Windows', () => {
  const line = (user: string, shell: Shell) =>
    clientLine({ engine: 'mysql', port: 1, user, database: 'd', mode: 'require' }, shell);
  const userOf = (text: string | undefined) => /--user=(.*?)"? (?:'--ssl|--ssl)/.exec(text ?? '')?.[1];
  const variable = (password: string, shell: Shell) =>
    environmentLines(
      { engine: 'postgresql', port: 1, user: 'u', password, database: 'd', mode: 'require' },
      shell,
    )?.split('\n')[3];

  it('PowerShell: between single quotes only a quote means something, and there are five of them', () => {
    for (const [value, written] of [
      ['$env:PATH', "'$env:PATH'"],
      ['`n', "'`n'"],
      ["a'b", "'a''b'"],
      ['a\u2019b\u201Bc', "'a\u2019\u2019b\u201B\u201Bc'"],
      ['a"b', "'a\"b'"],
      ['@(1) %{2} ; & |', "'@(1) %{2} ; & |'"],
    ] as const)
      assert.equal(variable(value, 'powershell'), `$env:PGPASSWORD = ${written}`);
  });

  it('PowerShell: words that it would take apart are quoted, a double quote in one is not written', () => {
    assert.match(line('a', 'powershell') ?? '', /^mysql '--host=127\.0\.0\.1' --port=1 --user=a /);
    assert.match(line('-a.b', 'powershell') ?? '', / '--user=-a\.b' /);
    assert.equal(line('a"b', 'powershell'), undefined);
    assert.equal(line('a\\', 'powershell'), undefined);
  });

  it('cmd: at the prompt a caret takes the meaning from a sign, and from the % of a variable', () => {
    assert.equal(variable('a&b|c<d>e(f)g^h!i', 'cmd'), 'set PGPASSWORD=a^&b^|c^<d^>e^(f^)g^^h^!i');
    assert.equal(variable('%PATH%"x"', 'cmd'), 'set PGPASSWORD=^%PATH^%^"x^"');
  });

  it('cmd: between double quotes all signs but % and ! are themselves, and what ends them is not written', () => {
    assert.equal(userOf(line('a&b|c^d', 'cmd')), 'a&b|c^d');
    for (const value of ['50%', 'a!b', 'a"b', 'a\\']) assert.equal(line(value, 'cmd'), undefined, value);
  });
});
