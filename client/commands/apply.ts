import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { resourcesRequest } from '../../schemas/contract/protocol.ts';
import type { ResourcesResult } from '../../schemas/contract/protocol.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { locateFields, toYaml } from '../manifests.ts';
import { applyPlanned, comparable, isUnchanged, planApply, verbsToApply } from '../session/applyManifest.ts';
import type { ApplyPlan } from '../session/applyManifest.ts';
import { ago } from '../session/ago.ts';
import { changedAtStart } from '../session/changedAtStart.ts';
import { describeConflicts } from '../session/describeConflicts.ts';
import type { DescribedConflict } from '../session/describeConflicts.ts';
import type { FieldConflict } from '../session/readRefusal.ts';
import { makeTarget } from '../session/resolveTarget.ts';
import { inform, pick, withProgress } from '../screen/ask.ts';
import { lineOfPage, writePage } from '../ui/pages.ts';
import { showServerProblems } from '../ui/showServerProblems.ts';
import type { ServerProblem } from '../ui/showServerProblems.ts';
import { findManifest } from './findManifest.ts';
import type { Command, CommandArgument, CommandContext, ManifestPlace } from './command.ts';
import { askAboutDifference } from '../screen/documents.ts';

/** Applies a manifest: asks the API server first, shows its answers at the fields and the difference, applies after a yes. */
export const apply: Command = {
  id: 'dbManifests.apply',
  async run(context, argument) {
    const started = await startOf(context, argument);
    if (!started) return;
    const { pointed, connection } = started;
    const places = await choosePlaces(context, pointed, argument);
    if (!places) return;
    const run: ApplyRun = { context, connection, problems: [] };
    showServerProblems(pointed.uri, []);
    const done: Said[] = [];
    for (const place of places) {
      const result = await applyOne(run, place);
      if (result === undefined) break;
      done.push(result);
    }
    if (done.length > 0) inform(joined(done, ' '));
  },
};

interface Start {
  readonly pointed: ManifestPlace;
  readonly connection: ClusterConnection;
}

/** From the view it is the manifest of what runs there, and the cluster that it runs in. */
async function startOf(context: CommandContext, argument: CommandArgument | undefined): Promise<Start | undefined> {
  if (argument?.from === 'cluster') {
    const target = await context.target(argument);
    const place = target && (await findManifest(context, target));
    return place && { pointed: place, connection: target.connection };
  }
  const pointed = await context.manifest(argument);
  if (!pointed) throw noManifest();
  return { pointed, connection: await context.connection() };
}

/** One call of the command, over all resources that it applies. */
interface ApplyRun {
  readonly context: CommandContext;
  readonly connection: ClusterConnection;
  /** Of the file, so far. */
  readonly problems: ServerProblem[];
}

/** A lens means its resource; from the palette the rest of the file may be meant too. */
async function choosePlaces(
  context: CommandContext,
  pointed: ManifestPlace,
  argument: CommandArgument | undefined,
): Promise<readonly ManifestPlace[] | undefined> {
  if (argument) return [pointed];
  const uri = context.language.code2ProtocolConverter.asUri(pointed.uri);
  const { version, resources } = await context.ask<ResourcesResult>(resourcesRequest, { uri });
  if (resources.length < 2) return [pointed];
  const all = resources.map((resource) => ({ uri: pointed.uri, version, resource }));
  const { kind, name } = pointed.resource.identity;
  return pick<readonly ManifestPlace[]>(say`What is to be applied?`, [
    { label: say`${kind} ${name}`, description: say`at the cursor`, value: [pointed] },
    {
      label: say`All ${all.length} resources of the file`,
      description: say`in their order`,
      value: all,
    },
  ]);
}

/** What was done, a sentence; `undefined`: it was refused or the person turned away, and what follows is left. */
async function applyOne(run: ApplyRun, place: ManifestPlace): Promise<Said | undefined> {
  const { connection } = run;
  const { kind, name } = place.resource.identity;
  if (place.resource.incomplete) throw isIncomplete(kind, name);
  const { value } = place.resource;
  let plan = await dryRun(run, place);
  const { conflicts } = plan;
  if (conflicts.length > 0) plan = await dryRun(run, place, { force: true });
  if (!plan.result) return showProblems(run, place, plan);
  if (isUnchanged(plan))
    return say`${kind} ${name} is in ${connection.context} already as it is written: nothing was changed.`;
  await showProblems(run, place, plan);
  if (!(await isAgreed(run, plan, conflicts))) return undefined;
  const applied = await withProgress(say`Applying ${name}`, ({ signal }) =>
    applyPlanned(connection, plan, { value, signal }),
  );
  offerRestart(connection, plan, applied, place);
  return plan.live
    ? say`${kind} ${name} has been changed in ${connection.context}.`
    : say`${kind} ${name} has been created in ${connection.context}.`;
}

function dryRun(
  { connection }: ApplyRun,
  { resource: { value, identity } }: ManifestPlace,
  options: { readonly force?: true } = {},
): Promise<ApplyPlan> {
  const { name } = identity;
  const guarded = makeTarget(connection, value)?.recipe.guarded ?? [];
  return withProgress(say`Asking the API server about ${name}`, ({ signal }) =>
    planApply(connection, value, { ...options, guarded, signal }),
  );
}

/** At the fields, beside those of other resources of the file. Says how many stand against it, if any do. */
async function showProblems(
  { context, problems }: ApplyRun,
  place: ManifestPlace,
  { problems: refused, guarded, warnings, object }: ApplyPlan,
): Promise<undefined> {
  const found = [
    ...refused.map(({ field, message }) => ({ field, message: foreign(message), severity: 'error' as const })),
    ...guarded.map(({ field, consequence, before, after }) => ({
      field,
      message: say`${before} to ${after || say`nothing`}: ${consequence}`,
      severity: 'warning' as const,
    })),
    ...warnings.map((message) => ({ field: '', message: foreign(message), severity: 'warning' as const })),
  ];
  if (found.length === 0) return;
  const fields = found.map(({ field }) => field);
  const ranges = await locateFields(context.language, place, fields);
  const kind = kindRangeOf(place);
  const placed = found.map(({ message, severity }, index) => ({
    ...{ message, severity },
    range: (fields[index] === '' ? undefined : ranges[index]) ?? kind,
  }));
  problems.push(...placed);
  showServerProblems(place.uri, problems);
  const [first] = refused;
  if (first)
    throw new ClusterError(
      'refused',
      first.field === ''
        ? say`The API server refuses ${object.kind} ${object.name}: ${foreign(first.message)}`
        : say`The API server refuses ${object.kind} ${object.name}: ${first.field}: ${foreign(first.message)}`,
      refused.length > 1 ? say`All ${refused.length} objections stand at their fields.` : say`It stands at its field.`,
    );
}

function kindRangeOf({ resource: { kindRange } }: ManifestPlace): vscode.Range {
  const { start, end } = kindRange;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The comparison is read, and agreed to in its own title bar; then the name is typed where the context is protected. */
async function isAgreed(run: ApplyRun, plan: ApplyPlan, conflicts: readonly FieldConflict[]): Promise<boolean> {
  const { context, connection } = run;
  const { language } = context;
  const { before, after } = comparable(plan);
  const { kind, name, namespace } = plan.object;
  const target = makeTarget(connection, after);
  const described = describeConflicts({ conflicts, live: plan.live, before, after, target });
  const head = headOf(connection, plan, described);
  const [left, right] = await Promise.all(
    [before, after].map(async (value) => (value === undefined ? '' : toYaml(language, value))),
  );
  const path = [connection.context, namespace ?? '', kind, `${name}.yaml`];
  // Both sides have it, so that it is no difference.
  const agreed = await askAboutDifference(
    writePage(['cluster', ...path], `${head}${left ?? ''}`),
    writePage([conflicts.length > 0 ? 'take-over' : 'apply', ...path], `${head}${right ?? ''}`),
    say`Apply ${name} to ${connection.context}: as it is ↔ as it will be`,
  );
  if (!agreed) return false;
  const where = namespace === undefined ? '' : say` in namespace ${namespace}`;
  const what = plan.live
    ? say`${kind} ${name}${where} is changed as the comparison showed.`
    : say`${kind} ${name}${where} is created.`;
  return context.mayChange(
    { connection },
    { title: say`Apply of ${name}`, what, name, verbs: verbsToApply(plan.object) },
  );
}

/** Comments above the manifest: where it goes, whose fields it takes, and what the operator or the API server has to say. */
function headOf({ context }: ClusterConnection, plan: ApplyPlan, conflicts: readonly DescribedConflict[]): string {
  const { kind, name, namespace } = plan.object;
  const shownConflicts = conflicts.slice(0, mostConflicts);
  const lines = [
    namespace === undefined
      ? say`${kind} ${name}, context ${context}.`
      : say`${kind} ${name} in namespace ${namespace}, context ${context}.`,
    say`Nothing is changed before you press Apply in the title bar above.`,
    ...(conflicts.length > 0
      ? [
          say`The manifest takes over fields that others have set. A program may set them back.`,
          ...shownConflicts.flatMap(conflictLines),
          ...(conflicts.length > mostConflicts ? [say`  and ${conflicts.length - mostConflicts} more`] : []),
        ]
      : []),
    ...plan.guarded.map(
      ({ field, before, after, consequence }) =>
        say`${field}: ${before} becomes ${after || say`nothing`}. ${consequence}`,
    ),
    ...plan.warnings.map((text) => say`The API server warns: ${foreign(text)}`),
  ];
  return `${lines.map((line) => `# ${lineOfPage(line)}`).join('\n')}\n`;
}

/** Two lines: the editor cuts what is longer than half of it. */
function conflictLines({ field, owner, since, before, after }: DescribedConflict): readonly Said[] {
  return [
    say`  ${field}: ${before || say`nothing`} becomes ${after || say`nothing`}.`,
    since === undefined ? say`    Set by ${owner}.` : say`    Set by ${owner}, ${ago(since)}.`,
  ];
}

const mostConflicts = 20;

/** Some fields count for pods that start, and for no others. */
function offerRestart(
  connection: ClusterConnection,
  { live }: ApplyPlan,
  applied: KubernetesObject,
  place: ManifestPlace,
): void {
  const recipe = makeTarget(connection, place.resource.value)?.recipe;
  const changed = recipe ? changedAtStart(recipe, live, applied) : [];
  if (changed.length === 0) return;
  const argument: CommandArgument = { from: 'manifest', uri: place.uri, index: place.resource.index };
  inform(say`${changed.join(', ')} changed: it counts once the pods have started again.`, {
    title: say`Restart`,
    run: () => vscode.commands.executeCommand('dbManifests.restart', argument),
  });
}

function noManifest(): ClusterError {
  return new ClusterError(
    'missing',
    say`There is no manifest to apply at the cursor.`,
    say`Put the cursor into the resource that is to be applied.`,
  );
}

function isIncomplete(kind: string, name: string): ClusterError {
  return new ClusterError(
    'refused',
    say`${kind} ${name} cannot be applied as it stands: its YAML is broken, or a placeholder is not filled in.`,
    say`Correct it first; where another tool fills it in, let that tool apply it.`,
  );
}
