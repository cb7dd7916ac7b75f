import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** The first snippet of a kind, with what its tab stops propose and without its title; `undefined`: there is none. */
export function snippetManifest(apiVersion, kind) {
  const folder = path.join(root, 'snippets');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const header = `apiVersion: ${apiVersion}\nkind: ${kind}\n`;
  for (const name of names.sort()) {
    const text = readFileSync(path.join(folder, name), 'utf8').replace(/^#.*\n/, '');
    if (text.startsWith(header)) return text.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d+\n?/g, '');
  }
  return undefined;
}
