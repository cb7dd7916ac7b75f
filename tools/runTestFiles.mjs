// node tools/runTestFiles.mjs CONCURRENCY MILLISECONDS FILE...: as `node --test`, but the files begin in the order that is given.
import { resolve } from 'node:path';
import { run } from 'node:test';
import testReporter from './testReporter.mjs';

const [concurrency, timeout, ...files] = process.argv.slice(2);
const options = { concurrency: Number(concurrency), timeout: Number(timeout) };
run({ ...options, files: files.map((file) => resolve(file)) })
  .compose(testReporter)
  .pipe(process.stdout);
