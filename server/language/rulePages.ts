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
    ...namePages(),
    ...schemaPages(),
    ...valuePages(),
    ...commentPages(),
    ...yamlPages(),
    ...configurationPages(),
  ];
}

function yamlPages(): RulePage[] {
  return Object.entries(yamlCodes).map(([id, help]) => ({
    id,
    title: 'YAML',
    severity: (WARNINGS as ReadonlySet<string>).has(id.slice('yaml/'.length)) ? 'warning' : 'error',
    help,
    text: `# ${id}\n\nAny document of ours\n\n${help.trim()}\n`,
  }));
}

function commentPages(): RulePage[] {
  return Object.entries(commentCodes).map(([id, { severity, help }]) => ({
    id,
    title: 'Comments that switch rules off',
    severity,
    help,
    text: `# ${id}\n\nAny document · ${severity}\n\n${help.trim()}\n`,
  }));
}

function schemaPages(): RulePage[] {
  return Object.entries(schemaCodes).map(([id, help]) => ({
    id,
    title: 'Schemas',
    severity: 'error',
    help,
    text: `# ${id}\n\nFields, types and values of every kind\n\n${help.trim()}\n`,
  }));
}

function valuePages(): RulePage[] {
  return Object.entries(valueCodes).map(([id, help]) => ({
    id,
    title: 'Values of charts',
    severity: severities[id] ?? 'error',
    help,
    text: `# ${id}\n\nValues of a chart that brings a schema for them\n\n${help.trim()}\n`,
  }));
}

function configurationPages(): RulePage[] {
  return Object.entries(configurationCodes).map(([id, { severity, help }]) => ({
    id,
    title: 'Configuration files',
    severity,
    help,
    text: `# ${id}\n\n\`.db-manifests.yaml\` · ${severity}\n\n${help.trim()}\n`,
  }));
}

const severities: Readonly<Record<string, string>> = { 'values/format': 'warning', 'values/unchecked': 'information' };

function namePages(): RulePage[] {
  return Object.entries(nameCodes).map(([id, { severity, help }]) => ({
    id,
    title: 'Names across documents',
    severity,
    help,
    text: `# ${id}\n\nEvery kind that is known · ${severity}\n\n${help.trim()}\n\nSwitch it off for a line with \`# db-manifests-disable-next-line ${id}\`, or set its severity in the setting \`dbManifests.rules\`.\n`,
  }));
}

function packPages(packs: Iterable<LanguagePack>): RulePage[] {
  return [...packs].flatMap(({ system, rules, versionsOf = 'operator' }) =>
    [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, kinds, help, source, since, until }) => {
        const versions = [since ? `from ${versionsOf} ${since} on` : '', until ? `before ${versionsOf} ${until}` : '']
          .filter(Boolean)
          .join(', ');
        const facts = `${system.title} · ${kinds.join(', ')} · ${severity}${versions ? ` · ${versions}` : ''}`;
        return {
          id,
          title: system.title,
          severity,
          help,
          text: `# ${id}\n\n${facts}\n\n${help.trim()}\n\nSource: <${source}>\n\nSwitch it off for a line with \`# db-manifests-disable-next-line ${id}\`, or set its severity in the setting \`dbManifests.rules\`.\n`,
        };
      }),
  );
}
