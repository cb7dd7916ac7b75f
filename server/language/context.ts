import type { LanguagePack, Resource, SchemaSource, Vocabulary, WorkspaceIndex } from '../../schemas/contract/index.ts';
import type { Claim, Packs } from './packs.ts';
import type { LanguageSettings } from './settings.ts';
import type { ManifestFile, PlacedSlot } from './workspace/manifestFile.ts';
import type { NameIndex } from './workspace/nameIndex.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Everything that features need; made once per service, settings replaced as a whole. */
export interface LanguageContext {
  readonly workspace: Workspace;
  /** The workspace as packs see it, for answers that are not kept. */
  readonly index: WorkspaceIndex;
  readonly names: NameIndex;
  readonly packs: Packs;
  readonly schemas: SchemaSource;
  readonly vocabulary: Vocabulary;
  readonly settings: LanguageSettings;
  /** Grows when the settings change. */
  readonly settingsRevision: number;
  readonly now: () => Date;
  /** Text of a file as last committed; `undefined`: not under version control, or not known. */
  readonly committedText: (uri: string) => string | undefined;
  /** Page about a rule. */
  readonly ruleLink: (code: string) => string | undefined;
  /** Told when code of a pack throws, which it must not: the answer then goes without it. */
  readonly onFailure: (what: string, error: unknown) => void;
}

/** A resource that a pack answers for, with the place where it stands. */
export interface ClaimedResource {
  readonly resource: Resource;
  readonly claim: Claim;
  readonly uri: string;
  readonly slot: PlacedSlot;
}

/** The resources of one document that packs answer for; documents of others are not parsed for it. */
export function claimedResources(context: LanguageContext, file: ManifestFile, slot: PlacedSlot): ClaimedResource[] {
  const { header } = slot.slot;
  if (!context.packs.mayClaim(header)) return [];
  const partial = context.workspace.isPatch(file.uri);
  return slot.slot.resources.flatMap((resource) => {
    const claim = context.packs.claim(resource.identity);
    if (!claim) return [];
    return [{ resource: partial ? { ...resource, partial } : resource, claim, uri: file.uri, slot }];
  });
}

/** Looks a name up in the pack's own vocabulary first, then in the shared one. */
export function lookUp<K extends keyof Vocabulary>(
  context: LanguageContext,
  pack: LanguagePack,
  table: K,
  name: string | undefined,
): NonNullable<Vocabulary[K]>[string] | undefined {
  if (name === undefined) return undefined;
  const own = pack.vocabulary?.[table] as NonNullable<Vocabulary[K]> | undefined;
  const shared = context.vocabulary[table] as NonNullable<Vocabulary[K]> | undefined;
  return (own?.[name] ?? shared?.[name]) as NonNullable<Vocabulary[K]>[string] | undefined;
}

/** Asks code of a pack; if that throws, the rest of the answer stands without it. */
export function ask<T>(context: LanguageContext, what: string, otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    context.onFailure(what, error);
    return otherwise;
  }
}
