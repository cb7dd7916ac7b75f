import type { Severity } from '../../schemas/contract/index.ts';
import type { RuleSeverities } from './configuration/configurationFile.ts';
import { Cell } from './queries/cell.ts';
import type { Clock } from './queries/clock.ts';

/** What users can set; every field has a value. */
export interface LanguageSettings {
  /** Severity by rule id, or by `<pack>/*` for all rules of a pack; an id wins over a pattern. */
  readonly rules: RuleSeverities;
  /** Operator version by id of the operator; empty or absent: found out from the workspace, or the cluster. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** Operator version in the connected cluster, by id of the operator. */
  readonly clusterVersions: Readonly<Record<string, string>>;
  readonly inlayHints: boolean;
  /** What is written in settings of the workspace, or on the command line: configuration files win over the others, not over it. */
  readonly workspace: Pick<LanguageSettings, 'rules' | 'operatorVersions'>;
}

export const defaultSettings: LanguageSettings = {
  rules: {},
  operatorVersions: {},
  clusterVersions: {},
  inlayHints: true,
  workspace: { rules: {}, operatorVersions: {} },
};

/** Settings as they are now: whoever reads one learns when it is set to something else. */
export class CurrentSettings implements LanguageSettings {
  readonly #cells: { readonly [K in keyof LanguageSettings]: Cell<LanguageSettings[K]> };

  constructor(clock: Clock, settings: Partial<LanguageSettings> = {}) {
    const { rules, operatorVersions, clusterVersions, inlayHints, workspace } = { ...defaultSettings, ...settings };
    this.#cells = {
      rules: new Cell(clock, rules, isAlike),
      operatorVersions: new Cell(clock, operatorVersions, isAlike),
      clusterVersions: new Cell(clock, clusterVersions, isAlike),
      inlayHints: new Cell(clock, inlayHints),
      workspace: new Cell(clock, workspace, isAlike),
    };
  }

  get rules(): LanguageSettings['rules'] {
    return this.#cells.rules.read();
  }

  get operatorVersions(): LanguageSettings['operatorVersions'] {
    return this.#cells.operatorVersions.read();
  }

  get clusterVersions(): LanguageSettings['clusterVersions'] {
    return this.#cells.clusterVersions.read();
  }

  get inlayHints(): boolean {
    return this.#cells.inlayHints.read();
  }

  get workspace(): LanguageSettings['workspace'] {
    return this.#cells.workspace.read();
  }

  /** Those that are named; the others stay. */
  set({ rules, operatorVersions, clusterVersions, inlayHints, workspace }: Partial<LanguageSettings>): void {
    if (rules) this.#cells.rules.set(rules);
    if (operatorVersions) this.#cells.operatorVersions.set(operatorVersions);
    if (clusterVersions) this.#cells.clusterVersions.set(clusterVersions);
    if (inlayHints !== undefined) this.#cells.inlayHints.set(inlayHints);
    if (workspace) this.#cells.workspace.set(workspace);
  }
}

function isAlike(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The graver, the higher. */
export const severityRank = { off: 0, hint: 1, information: 2, warning: 3, error: 4 } as const;

/** The severity that a problem is shown with. @param said strongest first; within one an id wins over a pattern */
export function severityOf(code: string, severity: Severity, said: readonly RuleSeverities[]): Severity | 'off' {
  for (const rules of said) {
    const found = own(rules, code) ?? own(rules, `${code.slice(0, code.indexOf('/'))}/*`);
    if (found !== undefined) return found;
  }
  return severity;
}

function own(rules: RuleSeverities, code: string): Severity | 'off' | undefined {
  return Object.hasOwn(rules, code) ? rules[code] : undefined;
}
