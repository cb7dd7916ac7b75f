import type { Rule, Said } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** Keys become names of files. */
export const dataKeyInvalid: Rule = {
  id: 'kubernetes/data-key-invalid',
  severity: 'error',
  kinds: ['Secret', 'ConfigMap'],
  help: `Keys of Secrets and ConfigMaps become names of files and variables: letters, digits, \`-\`, \`_\` and \`.\`, at most
253 of them, and not \`.\`, \`..\` or anything that begins with \`..\`. The API server refuses others. A file in a
folder is mounted with \`items\`, whose \`path\` may have a \`/\` in it.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
  *check({ root }) {
    for (const map of ['data', 'stringData', 'binaryData']) {
      for (const [key, node] of root.at(map).entries()) {
        const problem = problemOf(key);
        if (problem === undefined || /\$\{|\{\{|^<.*>$/.test(key)) continue;
        yield { node, mark: 'key', message: say`Key "${key}" ${problem}, so the API server refuses it.` };
      }
    }
  },
};

function problemOf(key: string): Said | undefined {
  if (key === '') return say`is empty`;
  const wrong = /[^-._a-zA-Z0-9]/u.exec(key)?.[0];
  if (wrong?.trim() === '') return say`has a blank in it, allowed are letters, digits, "-", "_" and "."`;
  if (wrong !== undefined) return say`has "${wrong}" in it, allowed are letters, digits, "-", "_" and "."`;
  if (key.length > 253) return say`has ${key.length} characters, at most 253 are allowed`;
  return key === '.' || key.startsWith('..') ? say`would be a folder` : undefined;
}
