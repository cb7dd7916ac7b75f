import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { SchemaPath } from '../../schemas/compiler/authoredSchema.ts';
import type { ReportFault } from '../../schemas/compiler/schemaReading.ts';

export interface YamlFile {
  /** Path in the repository, for reports. */
  readonly name: string;
  /** The first document, as JavaScript reads it. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Line, from 1 on, on which a path stands, or the nearest thing above it. */
  line(path: SchemaPath): number;
  /** Adds `file:line sentence` to the problems. */
  readonly report: ReportFault;
}

/** `undefined` if the file is no YAML; `problems` then says why, as `file:line sentence`. */
export function readYaml(path: string, name: string, problems: string[]): YamlFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, uniqueKeys: true });
  for (const error of document.errors) {
    problems.push(`${name}:${String(lines.linePos(error.pos[0]).line)} ${error.message.split('\n')[0] ?? ''}`);
  }
  if (document.errors.length > 0) return undefined;
  const content: unknown = document.toJS();
  const line = (place: SchemaPath) => Math.max(1, lines.linePos(nearestOffset(document, place)).line);
  const isContent = typeof content === 'object' && content !== null && !Array.isArray(content);
  return {
    name,
    content: isContent ? (content as Readonly<Record<string, unknown>>) : {},
    line,
    report: (place, sentence) => problems.push(`${name}:${String(line(place))} ${sentence}`),
  };
}

/** Where a path stands, or the nearest thing above it. */
function nearestOffset(document: Document, path: SchemaPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const found = pair?.key ?? document.getIn(path.slice(0, length), true);
    const range = (found as { range?: readonly number[] | null } | undefined)?.range;
    if (range?.[0] !== undefined) return range[0];
  }
  return 0;
}
