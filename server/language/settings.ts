import type { Severity } from '../../schemas/contract/index.ts';

/** What users can set; every field has a value. */
export interface LanguageSettings {
  /** Severity by rule id, or by `zalando/*` for all rules of a pack; an id wins over a pattern. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Operator version by pack id; empty or absent: found out from the workspace, or the cluster. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** Operator version in the connected cluster, by pack id. */
  readonly clusterVersions: Readonly<Record<string, string>>;
  readonly inlayHints: boolean;
}

export const defaultSettings: LanguageSettings = {
  rules: {},
  operatorVersions: {},
  clusterVersions: {},
  inlayHints: true,
};

/** The severity that a problem is shown with. */
export function severityOf(code: string, severity: Severity, { rules }: LanguageSettings): Severity | 'off' {
  return isEmpty(rules) ? severity : (rules[code] ?? rules[`${code.slice(0, code.indexOf('/'))}/*`] ?? severity);
}

/** Most people set nothing, and this is asked for every rule of every resource. */
function isEmpty(rules: LanguageSettings['rules']): boolean {
  for (const _ in rules) return false;
  return true;
}
