import type { LanguagePack, Vocabulary } from '../../schemas/contract/index.ts';
import type { Wording } from '../../schemas/vocabulary/render.ts';
import type { ChartSchemas } from './charts/chartSchemas.ts';
import type { Judgements } from './charts/judgements.ts';
import type { ManifestSnippet } from './answers.ts';
import type { OnFailure } from './ask.ts';
import type { CommittedTexts } from './committedTexts.ts';
import type { Configurations } from './configuration/configurations.ts';
import type { CurrentSchemas } from './currentSchemas.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { OperatorVersions } from './operatorVersions.ts';
import type { Packs } from './packs.ts';
import type { LanguageSettings } from './settings.ts';
import type { Recent } from './queries/recent.ts';
import type { PartsIndex } from './subjects/namedParts.ts';
import type { NameIndex } from './workspace/nameIndex.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Everything that features need; made once per service. What is read from it is noted: whoever remembers an answer depends on it. */
export interface LanguageContext {
  readonly workspace: Workspace;
  /** The workspace as packs see it. */
  readonly index: PartsIndex;
  readonly names: NameIndex;
  /** And kinds of which only a definition is known. */
  readonly packs: Packs;
  readonly definitions: Definitions;
  readonly schemas: CurrentSchemas;
  readonly vocabulary: Vocabulary;
  /** Ready manifests for empty documents; asked for when a person completes in one. */
  readonly snippets: () => readonly ManifestSnippet[];
  readonly settings: LanguageSettings;
  /** What settings and configuration files say about a file. */
  readonly configurations: Configurations;
  readonly versions: OperatorVersions;
  /** What was worked out for the last cursors: documents with something else there, and keys of maps. */
  readonly recent: { readonly probes: Recent; readonly maps: Recent };
  readonly now: () => Date;
  readonly committed: CommittedTexts;
  /** What charts of the workspace say of their values, and who compares values with it. */
  readonly charts: ChartSchemas;
  readonly judgements: Judgements;
  /** The language in which people are told: the same for as long as the service lives. */
  readonly words: Wording;
  /** Help that the build wrote, in that language: Markdown too. */
  readonly helpWords: (markdown: string) => string;
  /** Page about a rule. */
  readonly ruleLink: (code: string) => string | undefined;
  /** The answer then goes without what failed. */
  readonly onFailure: OnFailure;
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
