import type { Finding, ManifestNode } from '../contract/index.ts';
import { perObject } from './perObject.ts';

/** Where something in a text stands, for a finding. */
export type TextPart = Pick<Finding, 'node' | 'part'>;

/**
 * The part of a scalar that UTF-16 offsets into its text (end excluded) mean, up to the end of the line; all of the scalar where text
 * and source do not run side by side.
 */
export function placeInText(node: ManifestNode, text: string, start: number, end: number): TextPart {
  if (node.source === text) return { node, part: { start, end } };
  const line = node.style === 'literal' ? lineAt(linesOf(node, text), start) : undefined;
  if (line?.written === undefined) return { node };
  const shift = line.written - line.start;
  return { node, part: { start: start + shift, end: Math.min(end, line.end) + shift } };
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Where it begins in the source; `undefined`: nowhere, as behind the last line. */
  readonly written: number | undefined;
}

const linesOf = perObject((node: ManifestNode, text: string): readonly Line[] => {
  const written = (node.source ?? '').split('\n');
  const lines: Line[] = [];
  let [start, at] = [0, 0];
  for (const [index, meant] of text.split('\n').entries()) {
    const here = written[index]?.replace(/\r$/, '');
    const end = start + meant.length;
    lines.push({ start, end, written: here?.endsWith(meant) ? at + here.length - meant.length : undefined });
    start = end + 1;
    at += (written[index]?.length ?? 0) + 1;
  }
  return lines;
});

function lineAt(lines: readonly Line[], offset: number): Line | undefined {
  let [from, to] = [0, lines.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) from = middle;
    else to = middle - 1;
  }
  return lines[from];
}
