import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Severity } from '../../../schemas/contract/index.ts';
import { operatorsOf } from '../../language/operators.ts';
import { isKnownRule, knownRules } from '../../language/configuration/knownRules.ts';
import type { LanguageSettings } from '../../language/settings.ts';
import type { OptionValues } from './optionValues.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  /** Files and folders with definitions of kinds, which are not checked themselves. */
  readonly crds: readonly string[];
  /** Absent: `pretty` where the output is a terminal, else `text`. */
  readonly format?: ReportFormat;
  /** `dry`: what would change is printed, and nothing changes. */
  readonly fix?: 'files' | 'dry';
  /** Findings below it are not reported. */
  readonly severity: Severity;
  readonly settings: LanguageSettings['workspace'];
  /** Git revision that rules about changes (a volume that shrinks) compare with; absent: HEAD, where there is git. */
  readonly against?: string;
  /** File of findings that are not reported. */
  readonly baseline?: string;
  /** It is written, and nothing is reported. */
  readonly writeBaseline?: true;
  /** More reports, and the files that they are written to. */
  readonly reports: readonly FileReport[];
  /** Git revision: of files that are as they were there nothing is reported. */
  readonly changedSince?: string;
  /** Checked again whenever something changes. */
  readonly watch?: true;
}

export interface FileReport {
  readonly format: ReportFormat;
  readonly file: string;
}

export type ReportFormat = (typeof formats)[number];

export const formats = ['pretty', 'text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;
/** The gravest first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;

/** Reads what stands behind `check`. */
export function checkOptions(
  paths: readonly string[],
  values: OptionValues,
): { readonly check: CheckOptions } | { readonly problem: string } {
  if (paths.length === 0)
    return { problem: 'nothing to check: name a file, a folder, a glob, or - for standard input.' };
  const {
    fix,
    'dry-run': dry,
    'changed-since': changedSince,
    watch,
    against,
    baseline,
    'write-baseline': writeBaseline,
    severity: least = 'hint',
    format: written,
  } = values;
  const format = formats.find((each) => each === written);
  if (written !== undefined && !format)
    return { problem: `--format ${String(written)}: choose ${formats.join(', ')}.` };
  const severity = severities.find((each) => each === least);
  if (!severity) return { problem: `--severity ${String(least)}: choose ${severities.join(', ')}.` };
  const rules = assignments(values['rule']);
  const operatorVersions = assignments(values['operator-version']);
  const crds = listOf(values['crds']);
  const problem =
    wrongRule(rules) ??
    wrongVersion(operatorVersions) ??
    wrongRevision('against', against) ??
    wrongRevision('changed-since', changedSince) ??
    wrongReport(values['report']) ??
    wrongWatch(paths, values) ??
    wrongFix(paths, { fix, dry }) ??
    wrongBaseline({ baseline, writeBaseline, fix });
  if (problem !== undefined) return { problem };
  return {
    check: {
      ...{ paths, crds, severity, settings: { rules: rules as LanguageSettings['rules'], operatorVersions } },
      ...(format ? { format } : {}),
      ...(fix ? { fix: dry ? 'dry' : 'files' } : {}),
      ...(typeof against === 'string' ? { against } : {}),
      ...(typeof baseline === 'string' ? { baseline } : {}),
      ...(writeBaseline ? { writeBaseline: true } : {}),
      ...(typeof changedSince === 'string' ? { changedSince } : {}),
      ...(watch ? { watch: true } : {}),
      reports: listOf(values['report']).flatMap((each) => fileReport(each) ?? []),
    },
  };
}

export function listOf(texts: OptionValues[string]): readonly string[] {
  return Array.isArray(texts) ? (texts as readonly string[]) : [];
}

export function assignments(texts: OptionValues[string]): Record<string, string> {
  return Object.fromEntries(
    listOf(texts).map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

export function wrongRule(rules: Readonly<Record<string, string>>): string | undefined {
  const known = new Set(knownRules(languagePacks).map(({ id }) => id));
  for (const [id, severity] of Object.entries(rules)) {
    if (!['off', ...severities].includes(severity)) {
      return `--rule ${id}${severity ? `=${severity}` : ''}: write ID=SEVERITY, the severity one of off, ${severities.join(', ')}.`;
    }
    if (!isKnownRule(id, known)) {
      return `--rule ${id}=${severity}: there is no such rule; its id stands in every finding, and ${[...known].filter((each) => each.endsWith('*')).join(', ')} stand for all of a kind.`;
    }
  }
  return undefined;
}

function wrongVersion(versions: Readonly<Record<string, string>>): string | undefined {
  const operators = languagePacks.flatMap(operatorsOf).map(({ id }) => id);
  for (const [operator, version] of Object.entries(versions)) {
    const written = `--operator-version ${operator}${version ? `=${version}` : ''}`;
    if (!/^v?\d+(?:\.\d+)*/.test(version))
      return `${written}: write OPERATOR=VERSION, such as ${operators[0] ?? ''}=1.15.`;
    if (!operators.includes(operator))
      return `${written}: there is no operator "${operator}"; choose ${operators.join(', ')}.`;
  }
  return undefined;
}

/** Git would take it for an option. */
function wrongRevision(option: string, revision: OptionValues[string]): string | undefined {
  if (typeof revision !== 'string' || !/^(?:-|$)/.test(revision)) return undefined;
  return `--${option} ${revision}: write a git revision, such as HEAD~1 or origin/main.`;
}

/** `FORMAT=FILE` */
function fileReport(text: string): FileReport | undefined {
  const at = text.indexOf('=');
  const format = formats.find((each) => each === text.slice(0, at));
  const file = text.slice(at + 1);
  return at > 0 && format && file !== '' ? { format, file } : undefined;
}

function wrongReport(reports: OptionValues[string]): string | undefined {
  const wrong = listOf(reports).find((each) => !fileReport(each));
  return wrong === undefined
    ? undefined
    : `--report ${wrong}: write FORMAT=FILE, the format one of ${formats.join(', ')}.`;
}

function wrongWatch(paths: readonly string[], values: OptionValues): string | undefined {
  if (!values['watch']) return undefined;
  if (paths.includes('-')) return '--watch: standard input ends and never changes; name files or folders.';
  if (values['write-baseline'] || values['fix']) return '--watch: it only looks; leave out --fix and --write-baseline.';
  const format = values['format'];
  return format === undefined || format === 'pretty' || format === 'text'
    ? undefined
    : `--watch: it is for people; leave out --format ${String(format)}, or use --report ${String(format)}=FILE.`;
}

function wrongBaseline({
  baseline,
  writeBaseline,
  fix,
}: Pick<OptionValues, 'baseline' | 'writeBaseline' | 'fix'>): string | undefined {
  if (baseline === '') return '--baseline: write the name of a file.';
  if (!writeBaseline) return undefined;
  if (baseline === undefined) return '--write-baseline: it goes with --baseline FILE, and writes that file.';
  return fix ? '--write-baseline: it does not go with --fix; mend first, then write what is left.' : undefined;
}

export function wrongFix(
  paths: readonly string[],
  { fix, dry }: Pick<OptionValues, 'fix' | 'dry'>,
): string | undefined {
  if (dry && !fix) return '--dry-run: it goes with --fix, and says what that would change.';
  if (fix && paths.includes('-')) return '--fix: standard input cannot be changed; name files or folders.';
  return undefined;
}
