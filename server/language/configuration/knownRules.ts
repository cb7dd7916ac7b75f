import type { LanguagePack, Severity } from '../../../schemas/contract/index.ts';
import { valueCodes } from '../charts/valueCodes.ts';
import { nameCodes } from '../nameCodes.ts';
import { schemaCodes } from '../schema/schemaCodes.ts';
import { configurationCodes } from './configurationCodes.ts';

/** Something that a person can set a severity of. */
export interface KnownRule {
  /** `<prefix>/*` stands for all of a kind. */
  readonly id: string;
  /** What it is about, in a few words. */
  readonly title: string;
  /** Unless set otherwise; absent: not the same for all. */
  readonly severity?: Severity;
  /** Markdown of ours. */
  readonly help: string;
}

/** All that is known by an id, patterns first. Of YAML's own findings there is the pattern only. */
export function knownRules(packs: readonly LanguagePack[]): readonly KnownRule[] {
  const withRules = packs.filter(({ rules }) => rules.length > 0);
  const patterns = [
    ...withRules.map(({ system }) => [system.id, system.title] as const),
    ...Object.entries(ownTitles),
  ].map(([prefix, title]) => ({ id: `${prefix}/*`, title, help: `All rules of: ${title}.` }));
  const ofPacks = withRules.flatMap(({ system: { title }, rules, changes = [] }) => [
    ...rules.map(({ id, severity, help }) => ({ id, title, severity, help })),
    ...changes.map(({ id, severity, since }) => ({
      ...{ id, title, severity },
      help: `Changes with version ${since}; told when an upgrade is compared.`,
    })),
  ]);
  const own = [
    ...Object.entries(schemaCodes).map(([id, help]) => ({ id, help })),
    ...Object.entries(valueCodes).map(([id, help]) => ({ id, help })),
    ...Object.entries({ ...nameCodes, ...configurationCodes }).map(([id, { severity, help }]) => ({
      id,
      severity,
      help,
    })),
  ].map((each) => ({ ...each, title: ownTitles[each.id.slice(0, each.id.indexOf('/'))] ?? '' }));
  return [...patterns, ...ofPacks, ...own];
}

/** What the service itself finds, besides the rules of packs. */
const ownTitles: Readonly<Record<string, string>> = {
  schema: 'Fields, types and values of every kind',
  values: 'Values of charts',
  names: 'Names across documents',
  yaml: 'YAML itself',
  configuration: 'Configuration files',
};

/** Findings of YAML itself are as many as there are ways to break it. */
export function isKnownRule(id: string, known: ReadonlySet<string>): boolean {
  return known.has(id) || id.startsWith('yaml/');
}
