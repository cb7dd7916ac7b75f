import type { DefinitionStatus, FileStatus } from '../answers.ts';
import type { Header } from '../apiGroups.ts';
import { isConfigurationFile } from '../configuration/configurationFile.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { Claim } from '../packs.ts';
import type { ChartBeside } from '../subjects/chartBeside.ts';
import { chartOf } from '../subjects/claimedSubjects.ts';
import { mayHoldValues } from '../subjects/mayHoldSubjects.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';

interface ClaimedHeader {
  readonly claim: Claim;
  readonly header: Header;
}

/** What a file's status says of one resource, or other subject. */
interface Claimed {
  readonly claim: Claim;
  readonly definition: DefinitionStatus | undefined;
}

/** Which systems a file's documents belong to, by their headers where these say all: such a document is not parsed for it. */
export function fileStatus(context: LanguageContext, file: ManifestFile): FileStatus {
  const claimed = file.each(claimedKey, (slot) => slot.memo(claimedKey, () => claimedIn(context, slot)));
  const claims = claimed.map(({ claim }) => claim).filter(({ pack }) => context.packs.all.includes(pack));
  const leftOutBy = context.configurations.leftOutBy(file.uri);
  // What a file is itself runs in no version.
  const operators = [...new Set(claims.map(({ operator }) => operator))].filter(
    ({ pack: { system } }) => system.kinds.length > 0,
  );
  const definitions = claimed.flatMap(({ definition }) => definition ?? []);
  return {
    resources: claims.filter(({ subject }) => !subject).length,
    systems: operators.map((operator) => ({
      id: operator.id,
      title: operator.title,
      ...context.versions.inForce(operator, file.uri),
    })),
    configurations: context.configurations.of(file.uri).map(({ uri }) => uri),
    ...(leftOutBy === undefined ? {} : { leftOutBy }),
    ...(isConfigurationFile(file.uri) ? { isConfiguration: true } : {}),
    definitions: [...new Map(definitions.map((each) => [`${each.apiVersion} ${each.kind}`, each])).values()],
  };
}

const claimedKey = Symbol('claimed');

function claimedIn(context: LanguageContext, slot: ManifestSlot): readonly Claimed[] {
  return claimsIn(context, slot, chartOf(context, slot)).map(({ claim, header }) => ({
    claim,
    definition: claim.subject ? undefined : definitionOf(context, slot.uri, header),
  }));
}

function definitionOf(context: LanguageContext, uri: string, header: Header): DefinitionStatus | undefined {
  const { apiVersion, kind } = header;
  const definition = context.schemas.of(header, uri)?.definition;
  if (!definition) return undefined;
  const { cluster, slot } = definition;
  return { apiVersion, kind, ...(cluster === undefined ? { uri: slot.uri } : { cluster }) };
}

function claimsIn(
  { packs, index }: LanguageContext,
  slot: ManifestSlot,
  chart?: ChartBeside,
): readonly ClaimedHeader[] {
  const { header } = slot;
  const isOpen = header.kind === 'List' || packs.partsOf(header).length > 0 || mayHoldValues(packs, slot, chart);
  const whole = packs.file(slot.uri);
  if (whole) return [{ claim: whole, header }];
  if (isOpen)
    return subjectsOf(packs, slot.document, { workspace: index, chart }).map(({ claim, resource }) => ({
      claim,
      header: resource.identity,
    }));
  const claim = packs.claim(header);
  return claim ? [{ claim, header }] : [];
}
