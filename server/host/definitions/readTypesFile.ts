import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import { readTypes, typesFile } from '../schemaTables.ts';

/** Types that stand in every definition, as the build wrote them; without the file, none. */
export function readTypesFile(dist: string): KubernetesTypes {
  try {
    return readTypes(JSON.parse(readFileSync(path.join(dist, 'schemas', typesFile), 'utf8')));
  } catch {
    return readTypes({});
  }
}
