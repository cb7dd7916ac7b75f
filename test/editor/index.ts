import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/**
 * VS Code's extension host calls this. With DB_MANIFESTS_TEST_REPORT the report goes to that file and the counts to `<file>.json`,
 * for a runner outside; without it (desktop) to the console.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // Not a static import: the bundle is CommonJS, mocha is not.
  const { default: Mocha } = await import('mocha');
  const report = process.env['DB_MANIFESTS_TEST_REPORT'];
  if (report) {
    const consoleLog = (...line: unknown[]): void => appendFileSync(report, `${format(...line)}\n`);
    Object.assign(Mocha.reporters.Base, { consoleLog });
  }
  const grep = process.env['MOCHA_GREP'];
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 120_000,
    color: Boolean(process.env['FORCE_COLOR']),
    reporter: 'spec',
    ...(grep ? { grep } : {}),
  });
  for (const name of readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs')))
    mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run((count) => {
      if (report) writeFileSync(`${report}.json`, JSON.stringify(runner.stats));
      resolve(count);
    });
  });
  if (failures > 0) throw new Error(`${failures} of the editor's tests failed`);
}
