import type { Draft } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { afterLine, behindText } from './lineText.ts';
import { type LineStyle, renderBlock } from './render.ts';
import type { TextEdit } from './types.ts';

/** A resource as a document of its own, without a marker in front of it. Ends in a line break. */
export function renderDocument({ value, comment }: Draft, style: LineStyle, lineBreak: string): string {
  const remarks =
    comment === undefined
      ? []
      : render(comment)
          .split('\n')
          .map((line) => `# ${line}`);
  return [...remarks, ...renderBlock(value, style).lines, ''].join(lineBreak);
}

/** Puts a document behind the last line of a text that holds something; blank lines at its end stay at the end. */
export function addDocument(text: string, document: string, lineBreak: string): TextEdit {
  // Blank lines are part of a block scalar that keeps them.
  const end = /[|>]\d?\+/.test(text) ? text.length : afterLine(text, behindText(text, text.length));
  const isOpen = end > 0 && !/[\r\n]/.test(text[end - 1] ?? '');
  return { span: { start: end, end }, text: `${isOpen ? lineBreak : ''}---${lineBreak}${document}` };
}
