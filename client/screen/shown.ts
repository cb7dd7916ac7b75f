import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { inertText } from '../../schemas/vocabulary/inertText.ts';
import { render, type Wording } from '../../schemas/vocabulary/render.ts';

/**
 * What was said, in the language of the editor, as the editor may show it: the functions of this folder call it, and take nothing
 * but `Said`. What comes from a manifest, a cluster or a database gets to the screen as a value, which becomes inert, on one line,
 * of 300 UTF-16 code units at most unless it is a quotation.
 *
 * Nothing shown holds a link or an icon: the editor makes links of `[text](command:...)` in messages, prompts and details, and
 * icons of `$(name)` in labels. An icon of our own is a property beside the label.
 */
export function shown(said: Said): string {
  // Of the whole, so that no link comes about where two texts meet.
  return render(said, wording).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** For pages: words of the language of the editor, and values that do nothing. */
export const wording: Wording = { translate: (text) => vscode.l10n.t(text), show: inertText };
