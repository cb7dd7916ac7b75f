// Reporter of `node --test`: one line for each file, failures in full, and the counts for tools/test.mjs as the last line of all.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

export const countsMark = 'node:test counts ';

export default async function* testReporter(source) {
  const files = new Map();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:pass' || type === 'test:fail') {
      if (data.details?.type === 'suite' || isGroup(data)) continue;
      if (isEmptyFile(type, data))
        data.details = { error: 'The file has no tests, or its process ended before they ran.' };
      const kind =
        data.skip !== undefined || data.todo !== undefined ? 'skipped' : data.details?.error ? 'failed' : 'passed';
      counts[kind] += 1;
      const file = nameOf(data.file);
      const tally = files.get(file) ?? { passed: 0, failed: 0, skipped: 0 };
      tally[kind] += 1;
      files.set(file, tally);
      if (kind === 'failed') yield failure(file, data);
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
  }
  for (const [file, tally] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mark = tally.failed > 0 ? '✖' : '✔';
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    const failed = tally.failed > 0 ? `, ${tally.failed} FAILED` : '';
    yield `  ${mark} ${file}: ${tally.passed} passed${failed}${skipped}\n`;
  }
  yield `${countsMark}${JSON.stringify(counts)}\n`;
}

/** A test that failed only because tests inside it did. */
function isGroup(data) {
  return data.details?.error?.failureType === 'subtestsFailed';
}

/** Node counts a file without tests as one passed test with the file's name. */
function isEmptyFile(type, data) {
  return type === 'test:pass' && data.nesting === 0 && data.name === data.file;
}

function nameOf(file) {
  if (!file) return '(unknown file)';
  return relative(process.cwd(), file.startsWith('file:') ? fileURLToPath(file) : file);
}

function failure(file, data) {
  const error = data.details?.error;
  const cause = error?.cause ?? error;
  const words = typeof cause === 'string' ? cause : (cause?.stack ?? inspect(cause, { depth: 3 }));
  return `✖ ${file}:${data.line ?? 0} ${data.name}\n${words.replace(/^/gm, '    ')}\n`;
}
