import { Memos } from '../queries/memos.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { parseDocument } from '../yaml/index.ts';
import type { Cursor, ManifestDocument } from '../yaml/index.ts';

/** A name that nobody has. */
export const probe = 'zz-probe-zz';

interface Probed {
  readonly text: string;
  readonly document: ManifestDocument;
  /** What was worked out about the document. */
  readonly memos: Memos;
}

const probedKey = Symbol('document with a probe at the cursor');

/** The document with `probe` at the cursor, as the value, item or key that is being typed there; that of the last cursor is kept. */
export function probedDocument(slot: ManifestSlot, { replace, before, behind, place }: Cursor): Probed {
  const written = place === 'key' ? `${probe}: ${probe}` : probe;
  const text = slot.text.slice(0, replace.start) + before + written + behind + slot.text.slice(replace.end);
  const kept = slot.memo(probedKey, (): { last?: Probed } => ({}));
  if (kept.last?.text !== text) kept.last = { text, document: parseDocument(text), memos: new Memos(slot.clock) };
  return kept.last;
}
