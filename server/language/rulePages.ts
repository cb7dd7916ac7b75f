import type { LanguagePack } from '../../schemas/contract/index.ts';
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
  /** What happens, why, what to do: Markdown. */
  readonly help: string;
  /** The whole page. */
  readonly text: string;
}

/** Page of help per rule of the packs and per code of names and schemas, Markdown; the same texts go into docs/RULES.md. */
export function rulePages(packs: Iterable<LanguagePack>): RulePage[] {
  return [
    ...packPages(packs),
    ...pagesOf('Names across documents', graded('Every kind that is known', nameCodes), howToSwitchOff),
    ...pagesOf(
      'Schemas',
      plain('Fields, types and values of every kind', schemaCodes, () => 'error'),
    ),
    ...pagesOf(
      'Values of charts',
      plain('Values of a chart that brings a schema for them', valueCodes, severityOfValue),
    ),
    ...pagesOf('Comments that switch rules off', graded('Any document', commentCodes)),
    ...pagesOf('YAML', plain('Any document of ours', yamlCodes, severityOfYaml)),
    ...pagesOf('Configuration files', graded('`.db-manifests.yaml`', configurationCodes)),
  ];
}

/** `facts`: the line below the title of its page. */
interface Code extends Pick<RulePage, 'id' | 'severity' | 'help'> {
  readonly facts: string;
}

function graded(about: string, codes: Readonly<Record<string, Pick<RulePage, 'severity' | 'help'>>>): Code[] {
  return Object.entries(codes).map(([id, { severity, help }]) => ({
    id,
    severity,
    help,
    facts: `${about} · ${severity}`,
  }));
}

/** Of codes whose severity depends on what is found: `severityOf` gives the usual one. */
function plain(about: string, codes: Readonly<Record<string, string>>, severityOf: (id: string) => string): Code[] {
  return Object.entries(codes).map(([id, help]) => ({ id, severity: severityOf(id), help, facts: about }));
}

function severityOfYaml(id: string): string {
  return (WARNINGS as ReadonlySet<string>).has(id.slice('yaml/'.length)) ? 'warning' : 'error';
}

const severities: Readonly<Record<string, string>> = { 'values/format': 'warning', 'values/unchecked': 'information' };

function severityOfValue(id: string): string {
  return severities[id] ?? 'error';
}

function pagesOf(title: string, codes: readonly Code[], closing: (id: string) => string = () => ''): RulePage[] {
  return codes.map(({ id, severity, help, facts }) => ({
    ...{ id, title, severity, help },
    text: `# ${id}\n\n${facts}\n\n${help.trim()}\n${closing(id)}`,
  }));
}

function howToSwitchOff(id: string): string {
  return `\nSwitch it off for a line with \`# db-manifests-disable-next-line ${id}\`, or set its severity in the setting \`dbManifests.rules\`.\n`;
}

function packPages(packs: Iterable<LanguagePack>): RulePage[] {
  return [...packs].flatMap(({ system, rules, versionsOf = 'operator' }) => {
    const sources = new Map(rules.map(({ id, source }) => [id, source]));
    const codes = [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, kinds, help, since, until }) => {
        const versions = [since ? `from ${versionsOf} ${since} on` : '', until ? `before ${versionsOf} ${until}` : '']
          .filter(Boolean)
          .join(', ');
        const facts = `${system.title} · ${kinds.join(', ')} · ${severity}${versions ? ` · ${versions}` : ''}`;
        return { id, severity, help, facts };
      });
    return pagesOf(system.title, codes, (id) => `\nSource: <${sources.get(id) ?? ''}>\n${howToSwitchOff(id)}`);
  });
}
