import type { Said } from '../../../schemas/contract/index.ts';
import { render, type Wording } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { CodeAction, DisablingScope, Position, Problem } from '../answers.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';

/** Comments that switch the rule of a problem off: for its line, its document, its file. A broken syntax stays one, and a comment is removed instead. */
export function suppressionActions(file: ManifestFile, problems: readonly Problem[], words: Wording): CodeAction[] {
  const actions = new Map<string, CodeAction & { problems: Problem[] }>();
  const lineEnd = file.slots.some(({ text }) => text.includes('\r\n')) ? '\r\n' : '\n';
  for (const problem of problems.filter(({ code }) => !/^(?:yaml|comments)\//.test(code))) {
    const placed = file.at(problem.range.start);
    const { code } = problem;
    for (const { scope, at, text } of [
      ...nextLine(placed, problem, lineEnd),
      ofDocument(placed, code, lineEnd),
      ofFile(file, code, lineEnd),
    ]) {
      const title = render(titles[scope](code), words);
      const key = `${title} ${String(at.line)}`;
      const known = actions.get(key);
      if (known) known.problems.push(problem);
      else
        actions.set(key, {
          title,
          kind: 'quickfix',
          preferred: false,
          disables: { rule: code, scope, title: render(say`Disable ${code} ...`, words) },
          problems: [problem],
          edits: [{ range: { start: at, end: at }, text }],
        });
    }
  }
  return [...actions.values()];
}

const titles: Readonly<Record<Comment['scope'], (code: string) => Said>> = {
  line: (code) => say`Disable ${code} for this line`,
  document: (code) => say`Disable ${code} for this document`,
  file: (code) => say`Disable ${code} for this file`,
};

interface Comment {
  readonly scope: DisablingScope;
  readonly at: Position;
  readonly text: string;
}

/** None where a comment above the line would be part of a text, or of the document before. */
function nextLine({ slot, line }: PlacedSlot, { code, range }: Problem, lineEnd: string): Comment[] {
  const own = range.start.line - line;
  if (own === 0 && line > 0 && slot.text.startsWith('---')) return [];
  const start = slot.lines.lineStart(own);
  const node = slot.document.nodeAt(start)?.node;
  if (node?.kind === 'scalar' && node.span.start < start && start < node.span.end) return [];
  const indent = /^\uFEFF?( *)/.exec(slot.text.slice(start, slot.lines.lineEnd(own)))?.[1] ?? '';
  const text = `${indent}# db-manifests-disable-next-line ${code}${lineEnd}`;
  return [{ scope: 'line', at: { line: range.start.line, character: behindMark(slot.text, start) }, text }];
}

/** Below the `---`: what stands above it may belong to the document before. */
function ofDocument({ slot, line }: PlacedSlot, code: string, lineEnd: string): Comment {
  const comment = `# db-manifests-disable-document ${code}`;
  if (!slot.text.startsWith('---')) {
    return { scope: 'document', at: { line, character: behindMark(slot.text, 0) }, text: comment + lineEnd };
  }
  const end = slot.lines.lineEnd(0);
  return { scope: 'document', at: { line, character: end }, text: lineEnd + comment };
}

function ofFile(file: ManifestFile, code: string, lineEnd: string): Comment {
  const text = file.slots[0]?.text ?? '';
  return {
    scope: 'file',
    at: { line: 0, character: behindMark(text, 0) },
    text: `# db-manifests-disable-file ${code}${lineEnd}`,
  };
}

/** A byte order mark stays first. */
function behindMark(text: string, offset: number): number {
  return offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
}
