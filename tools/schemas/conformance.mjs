// npm run conformance -- [--known] [--complete] [--version=VERSION] DIR...: compares the schemas with the CRDs in the folders.
import { loadTypeScript } from '../loadTypeScript.mjs';
import { root } from '../paths.mjs';
import { requireModules, runScript, WrongUse } from '../runScript.mjs';

const usage = `npm run conformance -- [--known] [--complete] [--version=VERSION] DIR...

Compares the schemas with the CRDs in the folders and prints what is missing, extra or different; exit code 1 if anything is,
unless x-deviates says why, or schemas/uncovered.yaml why a kind has no schema.

  --known            prints these as well
  --complete         the folders hold every version that the schemas speak of: an x-deviates that none needs is a difference
  --version=VERSION  the operator's, of CRDs that are not the newest: fields and rules of other versions do not count`;

const options = { known: { type: 'boolean' }, complete: { type: 'boolean' }, version: { type: 'string' } };

await runScript(
  { usage, options, positionals: Infinity },
  async ({ values: { known, complete, version }, positionals: folders }) => {
    requireModules();
    if (folders.length === 0) throw new WrongUse('Say which folders hold the CRDs: npm run conformance -- DIR...');
    const { checkConformance } = await loadTypeScript('tools/schemas/checkConformance.ts');
    let result;
    try {
      result = checkConformance(root, folders, { known, complete, version });
    } catch (error) {
      if (error.code === undefined || error.path === undefined) throw error;
      throw new WrongUse(`${error.path} cannot be read: ${error.message}`);
    }
    for (const line of result.lines) console.log(line);
    return result.failures > 0 ? 1 : 0;
  },
);
