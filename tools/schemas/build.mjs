/** `node tools/schemas/build.mjs [--strict] [OUT]`: writes the compact schemas to dist/schemas. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchemas } from './buildSchemas.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const args = process.argv.slice(2);
const out = args.find((arg) => !arg.startsWith('--')) ?? join(root, 'dist', 'schemas');

try {
  const started = performance.now();
  const report = buildSchemas(root, out, { strict: args.includes('--strict') });
  for (const kind of report.kinds) {
    console.log(`${kind.id}: ${kind.nodes} nodes of ${kind.treeNodes}, ${kind.bytes} + ${kind.helpBytes} bytes`);
  }
  for (const line of report.dropped) console.warn(line);
  for (const line of report.undescribed.slice(0, 20)) console.warn(line);
  if (report.undescribed.length > 20)
    console.warn(`... and ${report.undescribed.length - 20} more fields without help`);
  const milliseconds = Math.round(performance.now() - started);
  console.log(`${report.fieldsWithHelp} of ${report.fields} fields have help; ${milliseconds} ms`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
