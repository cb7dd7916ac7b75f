import type { OperatorVersion } from '../../../schemas/contract/index.ts';
import type { UpgradeEffect } from '../answers.ts';
import type { NamedFinding } from '../problems/checkResource.ts';
import { compareVersions } from '../compareVersions.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';

/** One system that goes from one version to a higher one. */
export interface UpgradeStep {
  readonly system: string;
  readonly title: string;
  readonly from: OperatorVersion;
  readonly to: OperatorVersion;
  /** Known versions above `from`, up to `to` itself, oldest first. */
  readonly releases: readonly OperatorVersion[];
}

/** A finding that an upgrade brings, or takes away. */
export interface UpgradeFinding {
  readonly subject: ClaimedSubject;
  readonly step: UpgradeStep;
  readonly effect: UpgradeEffect;
  readonly since: OperatorVersion;
  readonly finding: NamedFinding;
}

/** `undefined`: there is no way up. */
export function upgradeStep(
  {
    id,
    title,
    versions,
  }: { readonly id: string; readonly title: string; readonly versions: readonly OperatorVersion[] },
  from: OperatorVersion,
  to: OperatorVersion,
): UpgradeStep | undefined {
  if (compareVersions(from, to) >= 0) return undefined;
  const between = versions.filter((each) => compareVersions(each, from) > 0 && compareVersions(each, to) < 0);
  return { system: id, title, from, to, releases: [...between, to] };
}

/** Whether something that begins with a version begins with the upgrade. */
export function isWithin({ from, to }: UpgradeStep, version: OperatorVersion): boolean {
  return compareVersions(version, from) > 0 && compareVersions(version, to) <= 0;
}
