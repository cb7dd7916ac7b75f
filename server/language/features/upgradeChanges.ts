import type { CompiledSchema, OperatorVersion } from '../../../schemas/contract/index.ts';
import type { UpgradableSystem, UpgradeChange, UpgradeQuestion } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { versionedOperators } from '../operators.ts';
import { claimedSubjects } from '../subjects/claimedSubjects.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { comparedFindings } from '../upgrades/comparedFindings.ts';
import { defaultFindings } from '../upgrades/defaultFindings.ts';
import { releaseFindings } from '../upgrades/releaseFindings.ts';
import { serverFindings } from '../upgrades/serverFindings.ts';
import { upgradeStep } from '../upgrades/upgradeStep.ts';
import type { UpgradeFinding, UpgradeStep } from '../upgrades/upgradeStep.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { checkResource } from '../problems/checkResource.ts';
import { diagnosisOf, subjectFindings, syntaxDiagnoses } from '../problems/diagnose.ts';
import type { Diagnosis } from '../problems/diagnosis.ts';
import { placeDiagnoses } from '../problems/placeProblems.ts';
import { comparePositions } from './safeEdits.ts';
import { isBroken } from '../yaml/index.ts';

/** What a file answers before an upgrade. */
export interface FileUpgrade {
  /** In the order of the file. */
  readonly changes: readonly UpgradeChange[];
  /** Ids of operators that are upgraded and of which nobody knows what runs: what is theirs has not been compared. */
  readonly unknown: readonly string[];
}

/** What the resources of a file become by an upgrade: what is found with the versions before and after is compared. */
export function upgradeChanges(context: LanguageContext, file: ManifestFile, question: UpgradeQuestion): FileUpgrade {
  const unknown = new Set<string>();
  const changes = file.placed().flatMap((placed) => changesIn(context, file, placed, question, unknown));
  return { changes: changes.sort((a, b) => comparePositions(a.range.start, b.range.start)), unknown: [...unknown] };
}

/** All that `upgradeChanges` can be asked about. */
export function upgradableSystems({ packs, versions }: LanguageContext): UpgradableSystem[] {
  const operators = versionedOperators(packs.all).map((operator) => {
    const { version } = versions.inForce(operator, '');
    const { id, title, operatorVersions } = operator;
    return { id, title, versions: operatorVersions, ...(version === undefined ? {} : { version }) };
  });
  const servers = new Map(
    packs.all.flatMap(({ servers: all = [] }) => all.map((server) => [server.id, server] as const)),
  );
  return [
    ...operators,
    ...Array.from(servers.values(), ({ id, title, versions: known }) => ({
      ...{ id, title, versions: known },
      inManifests: true as const,
    })),
  ];
}

function changesIn(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  question: UpgradeQuestion,
  unknown: Set<string>,
): UpgradeChange[] {
  const { document } = placed.slot;
  if (document.template) return [];
  const claimed = claimedSubjects(context, file, placed).filter((subject) => isAsked(subject, question));
  if (claimed.length === 0) return [];
  if (isBroken(document)) return unread(context, file, placed, claimed, question);
  const found = [
    ...operatorFindings(context, claimed, question, unknown),
    ...claimed.flatMap((subject) =>
      (subject.claim.pack.servers ?? []).flatMap((server) =>
        serverFindings(context, subject, server, question, versionAfter(context, subject, question)),
      ),
    ),
  ];
  return found.flatMap((each) => {
    const problems = placeDiagnoses(context, file, placed, [diagnosisOf(context, each.subject.document, each.finding)]);
    const { system, from, to } = each.step;
    return problems.map((problem) => ({ ...problem, effect: each.effect, system, from, to, since: each.since }));
  });
}

function isAsked({ claim: { operator, pack } }: ClaimedSubject, { to }: UpgradeQuestion): boolean {
  return [operator.id, ...(pack.servers ?? []).map(({ id }) => id)].some((id) => to[id] !== undefined);
}

/** What cannot be parsed is not compared, and that is said with the reason. */
function unread(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  claimed: readonly ClaimedSubject[],
  { from, to }: UpgradeQuestion,
): UpgradeChange[] {
  const errors: Diagnosis[] = syntaxDiagnoses(placed.slot.document).filter(({ severity }) => severity === 'error');
  const claim = claimed[0]?.claim;
  const ids = [claim?.operator.id, ...(claim?.pack.servers ?? []).map(({ id }) => id)].filter((id) => id !== undefined);
  const system = ids.find((id) => to[id] !== undefined) ?? '';
  const after = to[system] ?? '';
  return placeDiagnoses(context, file, placed, errors).map((problem) => ({
    ...problem,
    ...{ effect: 'unread', system, from: from[system] ?? '', to: after, since: after },
  }));
}

function versionAfter(
  context: LanguageContext,
  subject: ClaimedSubject,
  { from, to }: UpgradeQuestion,
): OperatorVersion | undefined {
  const { id } = subject.claim.operator;
  return to[id] ?? from[id] ?? context.versions.of(subject, subject.uri);
}

function operatorFindings(
  context: LanguageContext,
  claimed: readonly ClaimedSubject[],
  { from, to }: UpgradeQuestion,
  unknown: Set<string>,
): UpgradeFinding[] {
  const bySteps = new Map<string, { step: UpgradeStep; subjects: ClaimedSubject[] }>();
  for (const subject of claimed) {
    const { id, title, operatorVersions } = subject.claim.operator;
    const after = to[id];
    if (after === undefined) continue;
    const before = from[id] ?? context.versions.of(subject, subject.uri);
    if (before === undefined) unknown.add(id);
    const step =
      before === undefined ? undefined : upgradeStep({ id, title, versions: operatorVersions }, before, after);
    if (!step) continue;
    const key = `${id} ${step.from}`;
    const known = bySteps.get(key) ?? { step, subjects: [] };
    bySteps.set(key, known);
    known.subjects.push(subject);
  }
  return [...bySteps.values()].flatMap(({ step, subjects }) => stepFindings(context, subjects, step));
}

function stepFindings(
  context: LanguageContext,
  subjects: readonly ClaimedSubject[],
  step: UpgradeStep,
): UpgradeFinding[] {
  const schemas = new Map(subjects.map((subject) => [subject, context.schemas.ours(subject.resource.identity)]));
  const known = (schema: CompiledSchema | undefined) => schema && { schema };
  const compared = comparedFindings(step, (version) =>
    subjectFindings(subjects, (subject) => checkResource(context, subject, version, known(schemas.get(subject)))),
  );
  const told = subjects.flatMap((subject) => releaseFindings(context, subject, step, subject.claim.pack.changes ?? []));
  // Who knows what a change means is heard alone.
  const places = new Set(told.map(({ finding }) => JSON.stringify(finding.node.path)));
  const defaults = subjects.flatMap((subject) => {
    const schema = schemas.get(subject);
    return schema ? defaultFindings(subject, schema, step) : [];
  });
  return [...compared, ...told, ...defaults.filter(({ finding }) => !places.has(JSON.stringify(finding.node.path)))];
}
