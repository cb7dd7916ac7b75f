import type { Completion } from '../answers.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Cursor } from '../yaml/index.ts';

/** A completion without its place in the file. */
export type Proposal = Omit<Completion, 'edit'> & {
  readonly text: string;
  /** One of many values that may be meant here: whoever types means another one, and no key takes this one then. */
  readonly isGuess?: true;
};

/** A key as it is written at the cursor: in quotes where it stands in some, or needs them. */
export function writtenKey(key: string, { quote }: Pick<Cursor, 'quote'>): string {
  return renderScalar(key, quote);
}

/** Escapes what would be read as a tab stop. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}
