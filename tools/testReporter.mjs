// Reporter of `node --test`: one line for each file, failures in full, and the counts for tools/test.mjs as the last line of all.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

export const countsMark = 'node:test counts ';
/** What test/support/has.ts begins a diagnostic with. */
const gapMark = 'did not run: ';

// Node asks for it.
// eslint-disable-next-line no-restricted-syntax
export default async function* testReporter(source) {
  const files = new Map();
  const told = new Set();
  const gaps = new Map();
  const begun = new Map();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:dequeue') begunIn(begun, data.file).push(data.name);
    if (type === 'test:pass' || type === 'test:fail') {
      removeFirst(begunIn(begun, data.file), data.name);
      if (data.nesting === 0) addTime(files, data);
      const hook = isHook(data);
      if ((data.details?.type === 'suite' || isGroup(data)) && !hook) continue;
      if (isEmptyFile(type, data))
        data.details = { error: 'The file has no tests, or its process ended before they ran.' };
      if (ranTooLong(data)) data.details = { error: tooLong(begunIn(begun, data.file)) };
      const kind =
        data.skip !== undefined || data.todo !== undefined ? 'skipped' : data.details?.error ? 'failed' : 'passed';
      counts[kind] += 1;
      const file = nameOf(data.file);
      tallyOf(files, file)[kind] += 1;
      if (kind !== 'failed' || isCancelled(data)) continue;
      // A set-up that fails fails every test that wanted it; its reason is of interest once.
      const words = failure(file, data);
      const once = hook ? `${file} ${reason(data)}` : words;
      if (!told.has(once)) yield words;
      told.add(once);
    } else if (type === 'test:diagnostic' && data.message.startsWith(gapMark)) {
      const gap = data.message.slice(gapMark.length);
      gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
  }
  for (const [file, tally] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mark = tally.failed > 0 ? '✖' : '✔';
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    const failed = tally.failed > 0 ? `, ${tally.failed} FAILED` : '';
    // What is quick needs no number.
    const time = tally.milliseconds > 5000 ? `, ${Math.round(tally.milliseconds / 1000)} s` : '';
    yield `  ${mark} ${file}: ${tally.passed} passed${failed}${skipped}${time}\n`;
  }
  const lines = [...gaps].map(([gap, count]) => `${count} ${count === 1 ? 'test' : 'tests'}: ${gap}`);
  yield `${countsMark}${JSON.stringify({ ...counts, gaps: lines })}\n`;
}

function tallyOf(files, file) {
  const tally = files.get(file) ?? { passed: 0, failed: 0, skipped: 0, milliseconds: 0 };
  files.set(file, tally);
  return tally;
}

function addTime(files, { file, details }) {
  tallyOf(files, nameOf(file)).milliseconds += details?.duration_ms ?? 0;
}

/** A test that failed only because tests inside it did. */
function isGroup(data) {
  return data.details?.error?.failureType === 'subtestsFailed';
}

/** `before`, `after` and the like: of a file it is said with each of its tests, of a suite with the suite. */
function isHook(data) {
  return data.details?.error?.failureType === 'hookFailed';
}

/** Did not run because the set-up of its suite failed, which is said with the suite. */
function isCancelled(data) {
  return data.details?.error?.failureType === 'cancelledByParent';
}

/** Node counts a file without tests as one passed test with the file's name. */
function isEmptyFile(type, data) {
  return type === 'test:pass' && data.nesting === 0 && data.name === data.file;
}

/** The file as a whole, which Node ends after the time of `runTestFiles`. */
function ranTooLong({ name, file, details }) {
  return details?.error?.failureType === 'testTimeoutFailure' && name === file;
}

function tooLong(names) {
  if (names.length === 0) return 'The file did not end: its tests had, but something kept the process waiting.';
  return `The file did not end. Then these were running: ${names.join(', ')}.`;
}

function begunIn(begun, file) {
  const names = begun.get(file) ?? [];
  begun.set(file, names);
  return names;
}

function removeFirst(names, name) {
  const index = names.indexOf(name);
  if (index >= 0) names.splice(index, 1);
}

function nameOf(file) {
  if (!file) return '(unknown file)';
  return relative(process.cwd(), file.startsWith('file:') ? fileURLToPath(file) : file);
}

function failure(file, data) {
  const where = isHook(data) ? `${data.details.error.message}: ` : '';
  return `✖ ${file}:${data.line ?? 0} ${data.name}\n${(where + reason(data)).replace(/^/gm, '    ')}\n`;
}

function reason(data) {
  const error = data.details?.error;
  const cause = error?.cause ?? error;
  return typeof cause === 'string' ? cause : (cause?.stack ?? inspect(cause, { depth: 3 }));
}
