import { register } from 'node:module';

/** Once this file is imported, what is loaded by `import()` gets `vscodeStandIn.ts` for the module `vscode`. */

const url = new URL('./vscodeStandIn.js', import.meta.url).href;
const hooks = `export const resolve = (specifier, context, next) =>
  specifier === 'vscode' ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
