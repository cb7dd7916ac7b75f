import type { FileStatus } from '../answers.ts';
import type { LanguageContext } from '../context.ts';
import type { OperatorVersions } from '../operatorVersion.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';

/** Which systems a file's documents belong to, by their headers: nothing is parsed for it. */
export function fileStatus(context: LanguageContext, versions: OperatorVersions, file: ManifestFile): FileStatus {
  const claims = file.slots.flatMap((slot) => {
    const identities = slot.header.kind === 'List' ? slot.resources.map(({ identity }) => identity) : [slot.header];
    return identities.flatMap((identity) => context.packs.claim(identity) ?? []);
  });
  const packs = [...new Set(claims.map(({ pack }) => pack))];
  return {
    resources: claims.length,
    systems: packs.map((pack) => ({ id: pack.system.id, title: pack.system.title, ...versions.inForce(pack) })),
  };
}
