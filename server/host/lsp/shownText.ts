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

/**
 * A sentence or title that is shown as it stands, where nobody reads Markdown: what it sets in code stands in quotes. `17` becomes
 * "17", and `"17"` stays that.
 */
export function withoutMarks(text: string): string {
  return text.replaceAll(/`([^`\r\n]+)`/g, (_, inner: string) => {
    if (/^"[^"]*"$/.test(inner)) return inner;
    return inner.includes('"') ? `'${inner}'` : `"${inner}"`;
  });
}

/** For the log: the lines of a stack stay lines. */
export function shownLog(text: string): string {
  return inertLines(text, 4000);
}

const icon = /\$\((?=[a-z0-9-]+(?:~[a-z]+)?\))/gi;
const linkTarget = /\]\((?=https?:|command:|file:)/gi;
