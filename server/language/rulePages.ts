import type { LanguagePack, Said, SaidValue, Severity } from '../../schemas/contract/index.ts';
import { english, render } from '../../schemas/vocabulary/render.ts';
import type { Wording } from '../../schemas/vocabulary/render.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { valueCodes } from './charts/valueCodes.ts';
import { commentCodes } from './commentCodes.ts';
import { configurationCodes } from './configuration/configurationCodes.ts';
import { nameCodes } from './nameCodes.ts';
import { schemaCodes } from './schema/schemaCodes.ts';
import { WARNINGS } from './yaml/problem.ts';
import { yamlCodes } from './yaml/yamlCodes.ts';

interface RulePage {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  /** What happens, why, what to do: Markdown, in English. */
  readonly help: string;
  /** The whole page. */
  readonly text: string;
}

/** The language that pages are written in. */
export interface PageLanguage {
  readonly words: Wording;
  /** Help on a rule as `flowing` gives it, in that language; as it is where it has none. */
  readonly help: (markdown: string) => string;
}

/** Page of help per rule of the packs and per code of names and schemas, Markdown; the same texts go into docs/RULES.md. */
export function rulePages(packs: Iterable<LanguagePack>, language: PageLanguage = inEnglish): RulePage[] {
  const pages = [
    ...packPages(packs),
    ...pagesOf('Names across documents', graded(say`Every kind that is known`, nameCodes), howToSwitchOff),
    ...pagesOf(
      'Schemas',
      plain(say`Fields, types and values of every kind`, schemaCodes, () => 'error'),
    ),
    ...pagesOf(
      'Values of charts',
      plain(say`Values of a chart that brings a schema for them`, valueCodes, severityOfValue),
    ),
    ...pagesOf('Comments that switch rules off', graded(say`Any document`, commentCodes)),
    ...pagesOf('YAML', plain(say`Any document of ours`, yamlCodes, severityOfYaml)),
    ...pagesOf('Configuration files', graded(say`\`.db-manifests.yaml\``, configurationCodes)),
  ];
  return pages.map(({ facts, closing, ...page }) => {
    const translated = language.help(flowing(page.help));
    const help = translated === flowing(page.help) ? page.help.trim() : translated;
    const after = closing.map((each) => `\n${render(each, language.words)}\n`).join('');
    return { ...page, text: `# ${page.id}\n\n${render(facts, language.words)}\n\n${help}\n${after}` };
  });
}

const inEnglish: PageLanguage = { words: english, help: (markdown) => markdown };

/** Help on a rule without the ends of its lines: what translations are found by. */
export function flowing(help: string): string {
  return help.trim().replaceAll(/\s+/g, ' ');
}

/** What a page is made of. */
interface Draft extends Omit<RulePage, 'text'> {
  /** The line below its title. */
  readonly facts: Said;
  /** Paragraphs below the help. */
  readonly closing: readonly Said[];
}

type Code = Pick<Draft, 'id' | 'severity' | 'help' | 'facts'>;

function graded(about: Said, codes: Readonly<Record<string, { severity: Severity; help: string }>>): Code[] {
  return Object.entries(codes).map(([id, { severity, help }]) => ({
    id,
    severity,
    help,
    facts: joined([about, severityWords[severity]], ' · '),
  }));
}

/** Of codes whose severity depends on what is found: `severityOf` gives the usual one. */
function plain(about: Said, codes: Readonly<Record<string, string>>, severityOf: (id: string) => string): Code[] {
  return Object.entries(codes).map(([id, help]) => ({ id, severity: severityOf(id), help, facts: about }));
}

function severityOfYaml(id: string): string {
  return (WARNINGS as ReadonlySet<string>).has(id.slice('yaml/'.length)) ? 'warning' : 'error';
}

const severities: Readonly<Record<string, string>> = { 'values/format': 'warning', 'values/unchecked': 'information' };

function severityOfValue(id: string): string {
  return severities[id] ?? 'error';
}

const severityWords: Readonly<Record<Severity, Said>> = {
  error: say`error`,
  warning: say`warning`,
  information: say`information`,
  hint: say`hint`,
};

function pagesOf(title: string, codes: readonly Code[], closing: (id: string) => readonly Said[] = () => []): Draft[] {
  return codes.map((code) => ({ ...code, title, closing: closing(code.id) }));
}

function howToSwitchOff(id: string): readonly Said[] {
  return [
    say`Switch it off for a line with \`# db-manifests-disable-next-line ${id}\`, or set its severity in the setting \`dbManifests.rules\`.`,
  ];
}

function packPages(packs: Iterable<LanguagePack>): Draft[] {
  return [...packs].flatMap(({ system, rules, versionsOf }) => {
    const sources = new Map(rules.map(({ id, source }) => [id, source]));
    const codes = [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, kinds, help, since, until }) => {
        const versions = [
          ...(since === undefined ? [] : [sinceWords(versionsOf, since)]),
          ...(until === undefined ? [] : [untilWords(versionsOf, until)]),
        ];
        const facts: readonly SaidValue[] = [
          system.title,
          kinds.join(', '),
          severityWords[severity],
          joined(versions, ', '),
        ];
        return { id, severity, help, facts: joined(facts, ' · ') };
      });
    return pagesOf(system.title, codes, (id) => [say`Source: <${sources.get(id) ?? ''}>`, ...howToSwitchOff(id)]);
  });
}

function sinceWords(versionsOf: string | undefined, since: string): Said {
  return versionsOf === undefined ? say`from operator ${since} on` : say`from ${versionsOf} ${since} on`;
}

function untilWords(versionsOf: string | undefined, until: string): Said {
  return versionsOf === undefined ? say`before operator ${until}` : say`before ${versionsOf} ${until}`;
}
