import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { parseDocument } from '../yaml/index.ts';
import type { Cursor, ManifestDocument } from '../yaml/index.ts';

/** A name that nobody has. */
export const probe = 'zz-probe-zz';

interface Probed {
  readonly text: string;
  readonly document: ManifestDocument;
}

const probedKey = Symbol('document with a probe at the cursor');

/** The document with `probe` at the cursor, as the value, item or key that is being typed there. */
export function probedDocument(slot: ManifestSlot, { replace, before, behind, place }: Cursor): ManifestDocument {
  const written = place === 'key' ? `${probe}: ${probe}` : probe;
  const text = slot.text.slice(0, replace.start) + before + written + behind + slot.text.slice(replace.end);
  return slot.memo(
    probedKey,
    (): Probed => ({ text, document: parseDocument(text) }),
    (known) => known.text === text,
  ).document;
}
