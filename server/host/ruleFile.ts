import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const links = new Map<string, string | undefined>();

/** Link to the page of a rule as the build wrote it beside the server; the extension is packaged without these files. */
export function ruleFile(dist: string, code: string): string | undefined {
  const file = path.join(dist, 'rules', `${code}.md`);
  if (!links.has(file)) links.set(file, existsSync(file) ? pathToFileURL(file).href : undefined);
  return links.get(file);
}
