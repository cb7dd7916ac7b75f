import type { FileStatus } from '../answers.ts';
import type { LanguageContext } from '../context.ts';
import type { OperatorVersions } from '../operatorVersion.ts';
import type { Claim } from '../packs.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';

/** Which systems a file's documents belong to, by their headers where these say all: such a document is not parsed for it. */
export function fileStatus(context: LanguageContext, versions: OperatorVersions, file: ManifestFile): FileStatus {
  const claims = file.slots.flatMap((slot) => claimsIn(context, slot));
  const packs = [...new Set(claims.map(({ pack }) => pack))];
  return {
    resources: claims.filter(({ subject }) => !subject).length,
    systems: packs.map((pack) => ({ id: pack.system.id, title: pack.system.title, ...versions.inForce(pack) })),
  };
}

function claimsIn({ packs, index }: LanguageContext, slot: ManifestSlot): readonly Claim[] {
  const { header } = slot;
  if (header.kind === 'List' || packs.partsOf(header).length > 0)
    return subjectsOf(packs, slot.document, index).map(({ claim }) => claim);
  const claim = packs.claim(header);
  return claim ? [claim] : [];
}
