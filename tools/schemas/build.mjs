// node tools/schemas/build.mjs [--strict] [OUT]: writes the compact schemas to dist/schemas.
import { join } from 'node:path';
import { loadTypeScript } from '../loadTypeScript.mjs';
import { root } from '../paths.mjs';
import { MissingPart, requireModules, runScript } from '../runScript.mjs';

const usage = `node tools/schemas/build.mjs [--strict] [OUT]

Writes the compact schemas to OUT (dist/schemas), and says how large they are and what is not checked or explained.

  --strict  a field without help is an error`;

const options = { strict: { type: 'boolean' } };

await runScript({ usage, options, positionals: 1 }, async ({ values: { strict }, positionals: [out] }) => {
  requireModules();
  const { buildSchemas } = await loadTypeScript('tools/schemas/buildSchemas.ts');
  const started = performance.now();
  let report;
  try {
    report = buildSchemas(root, out ?? join(root, 'dist', 'schemas'), { strict });
  } catch (error) {
    throw new MissingPart(error.message);
  }
  for (const { name, nodes, size, helpSize } of report.tables) {
    console.log(`${name}: ${nodes} nodes, ${kilobytes(size)} and ${kilobytes(helpSize)} of help`);
  }
  for (const line of report.dropped) console.warn(line);
  for (const line of report.undescribed.slice(0, 20)) console.warn(line);
  if (report.undescribed.length > 20)
    console.warn(`... and ${report.undescribed.length - 20} more fields without help`);
  const milliseconds = Math.round(performance.now() - started);
  console.log(
    `${report.kinds} kinds, ${report.fieldsWithHelp} of ${report.fields} fields have help; ${milliseconds} ms`,
  );
});

function kilobytes(size) {
  return `${(size / 1000).toFixed(0)} kB`;
}
