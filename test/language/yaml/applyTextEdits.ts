import type { TextEdit } from '../../../server/language/yaml/index.ts';

/** The text with sorted edits applied; throws if they overlap or are out of order. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { span, text: inserted } of edits) {
    if (span.start < done || span.end < span.start || span.end > text.length)
      throw new Error('edits overlap or are out of order');
    result += text.slice(done, span.start) + inserted;
    done = span.end;
  }
  return result + text.slice(done);
}
