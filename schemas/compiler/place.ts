import type { AuthoredSchema, SchemaPath } from './authoredSchema.ts';
import type { CompileReport, KubernetesTypes, SchemaFile } from './schemaFile.ts';
import type { SchemaTree } from './schemaTree.ts';

export interface Compilation {
  readonly file: Pick<SchemaFile, 'name' | 'definitions' | 'neighbour' | 'line'>;
  readonly types: KubernetesTypes;
  readonly report: CompileReport;
  /** Nobody has read the schema: its patterns are run in linear time, and its texts are no markup. */
  readonly foreign?: boolean;
}

/** Where an expansion is, and what holds there. */
export interface Place extends Compilation {
  readonly path: SchemaPath;
  readonly depth: number;
  /** In a branch of `anyOf` ..., which closes nothing and has no fields of its own. */
  readonly branch: boolean;
  /** Inside a type of the Kubernetes API. */
  readonly kubernetes: boolean;
  /** `x-unknown` of the type around: the API server checks no schema there, but reads the value into its own structures. */
  readonly unknown: AuthoredSchema['x-unknown'];
  /** Inside a type of which a part is enough (`x-partial`): nothing has to be there but what tells items of a list apart. */
  readonly partial: boolean;
  /** Of an item: the keys that tell it from others in its list. */
  readonly itemKeys: readonly string[];
  /** Of a definition, what has become of schemas that stand in it more than once: outside and inside of branches. */
  readonly known?: readonly [Map<AuthoredSchema, SchemaTree>, Map<AuthoredSchema, SchemaTree>];
}

export function step(place: Place, ...keys: SchemaPath): Place {
  return { ...place, path: [...place.path, ...keys], depth: place.depth + 1, itemKeys: [] };
}

/** Reported once. */
export function problem(place: Place, sentence: string, keyword?: string): void {
  const line = `${where(place, keyword)} ${sentence}`;
  if (!place.report.problems.includes(line)) place.report.problems.push(line);
}

/** `file:line` of a place, or of one of its keywords. */
export function where({ file, path }: Place, keyword?: string): string {
  return `${file.name}:${file.line(keyword === undefined ? path : [...path, keyword])}`;
}
