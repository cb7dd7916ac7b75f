import { parseArgs } from 'node:util';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Severity } from '../../../schemas/contract/index.ts';
import type { LanguageSettings } from '../../language/settings.ts';
import { passedOver } from '../manifestFiles.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  /** Findings below it are not reported. */
  readonly severity: Severity;
  readonly settings: Pick<LanguageSettings, 'rules' | 'operatorVersions'>;
  /** Git revision that rules about changes (a volume that shrinks) compare with; absent: HEAD, where there is git. */
  readonly against?: string;
}

export type Arguments =
  { readonly check: CheckOptions } | { readonly show: 'help' | 'version' } | { readonly problem: string };

export const usage = `Checks manifests of databases on Kubernetes: what will the API server and the operator say?

Usage: db-manifests check [options] PATH...

PATH is a file, a folder (all .yaml and .yml files below it), a glob in quotes, or - for standard input. A file that two
arguments name is checked once. All files are read before the first one is checked, so what they say about each other
counts: the operator's Deployment, the patches that a kustomization.yaml lists. Folders are entered whether they are
hidden, ignored by git or not, except through links and except
${passedOver.slice(0, -1).join(', ')} and ${passedOver.at(-1) ?? ''}.

Options:
  --format text|json|sarif       how findings are written (text)
  --severity error|warning|information|hint
                                 leave out findings below this severity (hint: nothing is left out)
  --rule ID=SEVERITY             severity of a rule, or off; may be repeated
                                 ID may stand for a pack, such as "${languagePacks[0]?.system.id ?? ''}/*"
  --operator-version PACK=VERSION
                                 check for this version of an operator; may be repeated
                                 PACK is the first part of a rule's id
  --against REVISION             compare with this git revision (HEAD) for rules about changes
  --version                      print the version of this program
  -h, --help                     this text

JSON is one array of {file, line, column, endLine, endColumn, severity, code, message, fixes: [title]}. Lines and
columns count from 1, columns in UTF-16 units; the end is excluded: endColumn is the column behind the last character.

Exit code: 0 nothing found, 1 something found at or above --severity, 2 wrong use or unreadable input.
`;

const formats = ['text', 'json', 'sarif'] as const;
const severities = ['error', 'warning', 'information', 'hint'] as const;

export function parseArguments(args: readonly string[]): Arguments {
  const parsed = parse(args);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [command, ...paths] = positionals;
  if (command === undefined) return { problem: 'nothing to do: write "check" and what to check.' };
  if (command !== 'check') return { problem: `unknown command "${command}": the only one is "check".` };
  if (paths.length === 0)
    return { problem: 'nothing to check: name a file, a folder, a glob, or - for standard input.' };
  const format = formats.find((each) => each === values.format);
  if (!format) return { problem: `--format ${values.format}: choose ${formats.join(', ')}.` };
  const severity = severities.find((each) => each === values.severity);
  if (!severity) return { problem: `--severity ${values.severity}: choose ${severities.join(', ')}.` };
  const rules = assignments(values.rule);
  const operatorVersions = assignments(values['operator-version']);
  const problem = wrongRule(rules) ?? wrongVersion(operatorVersions) ?? wrongRevision(values.against);
  if (problem !== undefined) return { problem };
  const settings = { rules: rules as LanguageSettings['rules'], operatorVersions };
  return {
    check: { paths, format, severity, settings, ...(values.against === undefined ? {} : { against: values.against }) },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        severity: { type: 'string', default: 'hint' },
        rule: { type: 'string', multiple: true, default: [] },
        'operator-version': { type: 'string', multiple: true, default: [] },
        against: { type: 'string' },
        version: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // Node's own sentence; advice about hyphens follows it.
    return { problem: `${(error as Error).message.split(/\.\s/)[0]?.replace(/\.$/, '') ?? ''}.` };
  }
}

function assignments(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** What the service itself finds, besides the rules of the packs. */
const ownPrefixes = ['names/', 'schema/', 'yaml/'];

function wrongRule(rules: Readonly<Record<string, string>>): string | undefined {
  const known = new Set([
    ...languagePacks.flatMap((pack) => [`${pack.system.id}/*`, ...pack.rules.map(({ id }) => id)]),
    ...ownPrefixes.map((prefix) => `${prefix}*`),
  ]);
  for (const [id, severity] of Object.entries(rules)) {
    if (!['off', ...severities].includes(severity)) {
      return `--rule ${id}${severity ? `=${severity}` : ''}: write ID=SEVERITY, the severity one of off, ${severities.join(', ')}.`;
    }
    if (!known.has(id) && !ownPrefixes.some((prefix) => id.startsWith(prefix))) {
      return `--rule ${id}=${severity}: there is no such rule; its id stands in every finding, and ${[...known].filter((each) => each.endsWith('*')).join(', ')} stand for all of a kind.`;
    }
  }
  return undefined;
}

function wrongVersion(versions: Readonly<Record<string, string>>): string | undefined {
  const packs = languagePacks.map(({ system }) => system.id);
  for (const [pack, version] of Object.entries(versions)) {
    const written = `--operator-version ${pack}${version ? `=${version}` : ''}`;
    if (!/^v?\d+(?:\.\d+)*/.test(version)) return `${written}: write PACK=VERSION, such as ${packs[0] ?? ''}=1.15.`;
    if (!packs.includes(pack)) return `${written}: there is no pack "${pack}"; choose ${packs.join(', ')}.`;
  }
  return undefined;
}

/** Git would take it for an option. */
function wrongRevision(revision: string | undefined): string | undefined {
  if (revision === undefined || !/^(?:-|$)/.test(revision)) return undefined;
  return `--against ${revision}: write a git revision, such as HEAD~1 or origin/main.`;
}
