import type { LanguageContext } from '../languageContext.ts';
import { Memos } from '../queries/memos.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { parseDocument } from '../yaml/index.ts';
import type { Cursor, ManifestDocument } from '../yaml/index.ts';

/** A name that nobody has. */
export const probe = 'zz-probe-zz';

export interface Probed {
  readonly document: ManifestDocument;
  /** What was worked out about the document. */
  readonly memos: Memos;
}

/**
 * The document with `probe` at the cursor, as the value, item or key that is being typed there. Those of the last cursors are kept:
 * with the next key of the same word it is the same text.
 */
export function probedDocument(
  { recent }: LanguageContext,
  { uri, header, text, clock }: ManifestSlot,
  { replace, before, behind, place }: Cursor,
): Probed {
  const written = place === 'key' ? `${probe}: ${probe}` : probe;
  const probed = text.slice(0, replace.start) + before + written + behind + text.slice(replace.end);
  return recent.probes.read(JSON.stringify([uri, header.apiVersion, header.kind, probed]), () => ({
    document: parseDocument(probed),
    memos: new Memos(clock),
  }));
}
