import type { UpgradeQuestion } from '../../language/answers.ts';
import type { LanguageSettings } from '../../language/settings.ts';
import type { Severity } from '../../../schemas/contract/index.ts';
import { assignments, formats, listOf, severities, wrongFix, wrongRule } from './checkOptions.ts';
import type { ReportFormat } from './checkOptions.ts';
import type { OptionValues } from './optionValues.ts';

export interface UpgradeOptions {
  readonly paths: readonly string[];
  readonly question: UpgradeQuestion;
  /** Absent: `pretty` where the output is a terminal, else `text`. `markdown`: a page. */
  readonly format?: ReportFormat | 'markdown';
  /** `dry`: what would change is printed, and nothing changes. */
  readonly fix?: 'files' | 'dry';
  readonly severity: Severity;
  readonly settings: LanguageSettings['workspace'];
}

const pages = [...formats, 'markdown'] as const;

/** Reads what stands behind `upgrade`. Which systems and versions there are, the service knows. */
export function upgradeOptions(
  paths: readonly string[],
  values: OptionValues,
): { readonly upgrade: UpgradeOptions } | { readonly problem: string } {
  if (paths.length === 0)
    return { problem: 'nothing to compare: name a file, a folder, a glob, or - for standard input.' };
  const { fix, 'dry-run': dry, severity: least = 'hint', format: written } = values;
  const format = pages.find((each) => each === written);
  if (written !== undefined && !format) return { problem: `--format ${String(written)}: choose ${pages.join(', ')}.` };
  const severity = severities.find((each) => each === least);
  if (!severity) return { problem: `--severity ${String(least)}: choose ${severities.join(', ')}.` };
  const rules = assignments(values['rule']);
  const question = { from: assignments(values['from']), to: assignments(values['to']) };
  const problem = wrongRule(rules) ?? wrongFix(paths, { fix, dry });
  if (problem !== undefined) return { problem };
  if (listOf(values['to']).length === 0)
    return { problem: 'nothing to upgrade to: write --to SYSTEM=VERSION; it may be repeated.' };
  return {
    upgrade: {
      ...{ paths, question, severity, settings: { rules: rules as LanguageSettings['rules'], operatorVersions: {} } },
      ...(format ? { format } : {}),
      ...(fix ? { fix: dry ? 'dry' : 'files' } : {}),
    },
  };
}
