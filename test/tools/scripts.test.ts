import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../support/fixtures.ts';

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe('every script', () => {
  for (const [name, line] of Object.entries(scripts)) {
    test(`${name} explains itself, and says in one line what it does not understand`, async () => {
      for (const [, file = ''] of line.matchAll(/node (\S+)/g)) {
        const [help, wrong] = await Promise.all([run(file, '--help'), run(file, '--no-such-option')]);
        assert.equal(help.code, 0, help.error);
        assert.match(help.output, /^n(?:pm|ode) .+\n\n\S/);
        assert.equal(wrong.code, 2);
        assert.equal(wrong.error, "Unknown option '--no-such-option'. See --help.\n");
      }
    });
  }
});

test('agreement takes a release of Kubernetes, and says at once what is none', async () => {
  for (const release of ['1', 'v1.31', '1.31.4', '2.0', '1.31; ls']) {
    const { code, error } = await run('tools/cluster/agreement.mjs', '--release', release);
    assert.equal(code, 2);
    assert.equal(error, `--release takes a minor release such as 1.31, and "${release}" is none. See --help.\n`);
  }
});

function run(...args: readonly string[]): Promise<{ code: number; output: string; error: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, encoding: 'utf8' }, (failure, output, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : failure ? -1 : 0, output, error });
    });
  });
}
