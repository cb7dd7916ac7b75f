import type { OperatorVersion } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { UpgradeEffect } from '../answers.ts';
import type { NamedFinding } from '../problems/checkResource.ts';
import type { SubjectFinding } from '../problems/diagnose.ts';
import { fieldNameFirst } from '../schema/words.ts';
import { severityRank } from '../settings.ts';
import type { UpgradeFinding, UpgradeStep } from './upgradeStep.ts';

/** Nothing reads the value, or the API server drops it. */
const ignoring: ReadonlySet<string> = new Set([
  'schema/unknown-key',
  'schema/removed-field',
  'schema/too-old',
  'schema/too-new',
]);

/**
 * What is found with one version and not, or not as grave, with the other.
 * @param findingsAt what is found with a version
 */
export function comparedFindings(
  step: UpgradeStep,
  findingsAt: (version: OperatorVersion) => readonly SubjectFinding[],
): UpgradeFinding[] {
  const known = new Map<OperatorVersion, Findings>();
  const at = (version: OperatorVersion): Findings => {
    let found = known.get(version);
    if (!found) known.set(version, (found = new Findings(findingsAt(version))));
    return found;
  };
  const [before, after] = [at(step.from), at(step.to)];
  const since = (isSo: (findings: Findings) => boolean): OperatorVersion => {
    let first = step.to;
    for (const release of [...step.releases].reverse()) {
      if (!isSo(at(release))) break;
      first = release;
    }
    return first;
  };
  const come = after.all
    .filter(({ finding }) => !before.hasAsGrave(finding))
    .map((each) => ({
      ...each,
      step,
      effect: effectOf(each.finding),
      since: since((findings) => findings.hasAsGrave(each.finding)),
    }));
  const gone = before.all
    .filter(({ finding }) => !after.speaksOf(finding))
    .map((each) =>
      leaving(
        each,
        step,
        since((findings) => !findings.speaksOf(each.finding)),
      ),
    );
  return [...come, ...gone];
}

class Findings {
  readonly all: readonly SubjectFinding[];
  readonly #severities = new Map<string, number>();
  readonly #places = new Set<string>();

  constructor(all: readonly SubjectFinding[]) {
    this.all = all;
    for (const { finding } of all) {
      const key = keyOf(finding);
      this.#severities.set(key, Math.max(this.#severities.get(key) ?? 0, severityRank[finding.severity]));
      this.#places.add(placeOf(finding));
    }
  }

  hasAsGrave(finding: NamedFinding): boolean {
    return (this.#severities.get(keyOf(finding)) ?? -1) >= severityRank[finding.severity];
  }

  /** Whatever is said about the place: the old trouble may only have another name. */
  speaksOf(finding: NamedFinding): boolean {
    return this.#places.has(placeOf(finding));
  }
}

function placeOf({ node }: NamedFinding): string {
  return JSON.stringify(node.path);
}

function keyOf(finding: NamedFinding): string {
  return `${finding.code} ${placeOf(finding)} ${String(finding.part?.start ?? '')}`;
}

function effectOf({ code, severity }: NamedFinding): UpgradeEffect {
  if (severity === 'error') return 'refused';
  return ignoring.has(code) ? 'ignored' : 'different';
}

/** What is not found any more: what was ignored counts from then on, and may not be meant any more. */
function leaving({ subject, finding }: SubjectFinding, step: UpgradeStep, since: OperatorVersion): UpgradeFinding {
  const { node, message } = finding;
  const { title, from } = step;
  const place = {
    node,
    ...(finding.mark ? { mark: finding.mark } : {}),
    ...(finding.part ? { part: finding.part } : {}),
  };
  // A kind that is refused takes effect by nothing but the upgrade itself.
  if (finding.code === 'schema/too-new' && finding.mark === 'key') {
    const counts: NamedFinding = {
      ...place,
      code: 'upgrade/takes-effect',
      severity: 'information',
      message: say`${fieldNameFirst(node.path)} counts after the upgrade: ${title} ${from} does not know it. See whether it is still meant.`,
      fixes: finding.fixes ?? [],
    };
    return { subject, step, effect: 'effective', since, finding: counts };
  }
  const solved: NamedFinding = {
    ...place,
    code: finding.code,
    severity: 'hint',
    message: say`So far: ${message}`,
  };
  return { subject, step, effect: 'solved', since, finding: solved };
}
