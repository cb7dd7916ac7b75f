import type { LanguagePack, SchemaSource, Vocabulary } from '../../schemas/contract/index.ts';
import type { Wording } from '../../schemas/vocabulary/render.ts';
import type { ChartSchemas } from './charts/chartSchemas.ts';
import type { Judgements } from './charts/judgements.ts';
import type { CommittedTexts } from './committedTexts.ts';
import type { Packs } from './packs.ts';
import type { LanguageSettings } from './settings.ts';
import type { PartsIndex } from './subjects/namedParts.ts';
import type { NameIndex } from './workspace/nameIndex.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Everything that features need; made once per service. What is read from it is noted: whoever remembers an answer depends on it. */
export interface LanguageContext {
  readonly workspace: Workspace;
  /** The workspace as packs see it. */
  readonly index: PartsIndex;
  readonly names: NameIndex;
  readonly packs: Packs;
  readonly schemas: SchemaSource;
  readonly vocabulary: Vocabulary;
  readonly settings: LanguageSettings;
  readonly now: () => Date;
  readonly committed: CommittedTexts;
  /** What charts of the workspace say of their values, and who compares values with it. */
  readonly charts: ChartSchemas;
  readonly judgements: Judgements;
  /** The language in which people are told: the same for as long as the service lives. */
  readonly words: Wording;
  /** Page about a rule. */
  readonly ruleLink: (code: string) => string | undefined;
  /** Told when code of a pack throws, which it must not: the answer then goes without it. */
  readonly onFailure: (what: string, error: unknown) => void;
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
export function ask<T>(context: Pick<LanguageContext, 'onFailure'>, what: string, otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    context.onFailure(what, error);
    return otherwise;
  }
}
