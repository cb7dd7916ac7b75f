import type { FileStatus } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { Claim } from '../packs.ts';
import type { ChartBeside } from '../subjects/chartBeside.ts';
import { chartOf } from '../subjects/claimedSubjects.ts';
import { mayHoldValues } from '../subjects/mayHoldSubjects.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';

/** Which systems a file's documents belong to, by their headers where these say all: such a document is not parsed for it. */
export function fileStatus(context: LanguageContext, file: ManifestFile): FileStatus {
  const claims = file.slots.flatMap((slot) =>
    slot.memo(claimsKey, () => claimsIn(context, slot, chartOf(context, slot))),
  );
  const packs = [...new Set(claims.map(({ pack }) => pack))];
  return {
    resources: claims.filter(({ subject }) => !subject).length,
    systems: packs.map((pack) => ({ id: pack.system.id, title: pack.system.title, ...context.versions.inForce(pack) })),
  };
}

const claimsKey = Symbol('claims');

function claimsIn({ packs, index }: LanguageContext, slot: ManifestSlot, chart?: ChartBeside): readonly Claim[] {
  const { header } = slot;
  const isOpen = header.kind === 'List' || packs.partsOf(header).length > 0 || mayHoldValues(packs, slot, chart);
  if (isOpen) return subjectsOf(packs, slot.document, { workspace: index, chart }).map(({ claim }) => claim);
  const claim = packs.claim(header);
  return claim ? [claim] : [];
}
