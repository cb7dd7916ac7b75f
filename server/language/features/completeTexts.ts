import type { TextOffer } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { ask } from '../ask.ts';
import type { LanguageContext } from '../languageContext.ts';
import { subjectAt } from '../subjects/subjectAt.ts';
import type { PlacedSlot } from '../workspace/manifestFile.ts';
import { nowhere } from '../yaml/cursorWord.ts';
import { blockAround } from '../yaml/index.ts';
import type { Cursor } from '../yaml/index.ts';
import { escapeSnippet } from './proposal.ts';
import type { Proposal } from './proposal.ts';

export interface TextProposals {
  /** The cursor with what is replaced. */
  readonly cursor: Cursor;
  readonly proposals: readonly Proposal[];
}

/**
 * What a pack has for a text behind `|` that is no YAML. What is written around the place is read from the lines.
 * @param offset UTF-16, into the document
 */
export function completeTexts(
  context: LanguageContext,
  { slot }: PlacedSlot,
  offset: number,
): TextProposals | undefined {
  if (!context.packs.claim(slot.header)?.pack.completeText) return undefined;
  const block = blockAround(slot.text, offset);
  const found = block && subjectAt(context, { slot, path: block.path });
  if (!found) return undefined;
  const { resource, claim } = found;
  const place = { resource, text: block.text, offset: block.offset };
  const offered = ask(context, 'completeText', undefined, () =>
    claim.pack.completeText?.(resource.root.at(...found.path), place),
  );
  if (!offered) return undefined;
  const by = offset - block.offset;
  return {
    cursor: { ...nowhere('text', offset), replace: { start: offered.start + by, end: offered.end + by } },
    proposals: offered.offers.map((offer, index) => proposal(context, offer, index)),
  };
}

function proposal({ words }: LanguageContext, offer: TextOffer, index: number): Proposal {
  const { label, kind, insert, behind = '', filter, detail, continues = false } = offer;
  const snippet = behind !== '';
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail: render(detail, words) }),
    sortText: String(index).padStart(4, '0'),
    ...(filter === undefined ? {} : { filterText: filter }),
    snippet,
    retrigger: continues,
    text: snippet ? escapeSnippet(insert) + behind : insert,
  };
}
