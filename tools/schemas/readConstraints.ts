import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { ReportFault } from '../../schemas/compiler/schemaReading.ts';
import { readAuthoredSchema } from './readAuthoredSchema.ts';
import { readYaml } from './readYaml.ts';

/** What is merged into a type of the Kubernetes API. */
export interface Constraint {
  readonly schema: AuthoredSchema;
  /** Paths count from the type. */
  readonly report: ReportFault;
}

/** All files of a folder: maps from the name of a type (`core/v1/Container`) to a schema. What is wrong is added to `problems`. */
export function readConstraints(folder: string, root: string, problems: string[]): ReadonlyMap<string, Constraint> {
  const constraints = new Map<string, Constraint>();
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    const file = readYaml(path, relative(root, path), problems);
    for (const [type, written] of Object.entries(file?.content ?? {})) {
      const report: ReportFault = (place, sentence) => file?.report([type, ...place], sentence);
      const reportRead: ReportFault = (place, sentence) => file?.report(place, sentence);
      if (constraints.has(type)) report([], `"${type}" stands in another file as well`);
      constraints.set(type, { schema: readAuthoredSchema(written, [type], reportRead), report });
    }
  }
  return constraints;
}
