import { inertLines, inertSentence, inertText } from '../../../schemas/vocabulary/inertText.ts';

/**
 * What an editor puts on the screen as it stands: names and values of manifests are in it. One line, bounded, without what VS Code
 * makes links and, in labels, icons of. Texts that are compared or written (`filterText`, edits) stay exact.
 */

/** A name, a title or a few words beside it. @param text of any length. @param limit of what is shown, in UTF-16 code units */
export function shownLabel(text: string, limit?: number): string {
  return inertText(text.replaceAll(icon, '$ (').replaceAll(linkTarget, '] ('), limit);
}

/** A sentence: its beginning and its end are shown. */
export function shownMessage(text: string): string {
  return inertSentence(text.replaceAll(linkTarget, '] ('));
}

/** For the log: the lines of a stack stay lines. */
export function shownLog(text: string): string {
  return inertLines(text, 4000);
}

const icon = /\$\((?=[a-z0-9-]+(?:~[a-z]+)?\))/gi;
const linkTarget = /\]\((?=https?:|command:|file:)/gi;
