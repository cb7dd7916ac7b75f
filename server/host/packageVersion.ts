import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Version of the package that lies around `dist`, installed by npm or inside the extension. */
export function packageVersion(dist: string): string {
  const contents = JSON.parse(readFileSync(path.join(dist, '..', 'package.json'), 'utf8')) as { version: string };
  return contents.version;
}
