import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RulePlace } from './lsp/environment.ts';

const files = new Map<string, ReadonlyMap<string, RulePlace>>();

/** Where the page of a rule stands in the file that the npm package has beside the server; the extension is packaged without it. */
export function rulePlace(dist: string, code: string): RulePlace | undefined {
  const file = path.join(dist, 'RULES.md');
  let places = files.get(file);
  if (!places) files.set(file, (places = readPlaces(file)));
  return places.get(code);
}

function readPlaces(file: string): ReadonlyMap<string, RulePlace> {
  const uri = pathToFileURL(file).href;
  const lines = textOf(file).split('\n');
  return new Map(
    lines.flatMap((text, line) => {
      const code = /^### (\S+)$/.exec(text)?.[1];
      return code === undefined ? [] : [[code, { uri, line, fragment: code.replace('/', '') }] as const];
    }),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
