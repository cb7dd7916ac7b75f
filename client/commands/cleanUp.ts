import type { Said } from '../../schemas/contract/index.ts';
import { persistentVolumeClaims } from '../../schemas/vocabulary/objectTypes.ts';
import { counted, joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { deleteLeftovers, findLeftovers, verbsToDelete } from '../session/leftovers.ts';
import type { DeletionResult, LeftoverGroup, LeftoverObject, Leftovers } from '../session/leftovers.ts';
import { findReleasedVolumes } from '../session/freeObjects.ts';
import type { Claim, ReleasedVolume } from '../session/freeObjects.ts';
import { findTerminating } from '../session/goneResource.ts';
import { makeTarget } from '../session/resolveTarget.ts';
import { placeOf } from '../session/target.ts';
import type { Target } from '../session/target.ts';
import { askText, confirm, inform, pick, pickMany, withProgress } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import { wording } from '../screen/shown.ts';
import { showPage } from '../ui/pages.ts';
import { cleanUpPage } from '../session/cleanUpPage.ts';
import type { Command, CommandContext, CommandArgument } from './command.ts';
import { offerFinalizers, offerVolumes } from './freeingOffers.ts';
import { databaseKinds } from './listDatabases.ts';

/** Deletes what a deleted cluster has left, after everything was shown and ticked, and what goes was named and agreed to. */
export const cleanUp: Command = {
  id: 'dbManifests.cleanUp',
  async run(context, argument) {
    const target = await goneTarget(context, argument);
    if (!target) return;
    const { name } = target.resource.identity;
    if (!target.recipe.cleanUp) throw nothingKnown(target);
    const going = await withProgress(say`Looking for ${name}`, ({ signal }) => findTerminating(target, signal));
    if (going && !(await offerFinalizers(context, target, going))) return;

    const { left, volumes } = await look(target);
    const chosen = await choose(target, left);
    const results = chosen.length > 0 ? await remove(context, { target, left, chosen }) : [];
    const claims = claimsOf(chosen, results);
    const freed = claims.length > 0 ? await released(target, claims) : volumes;
    await showPage({
      ...{ path: ['clean-up', ...placeOf(target)], title: say`Clean-up of ${name}` },
      body: cleanUpPage(target, { left, results, ...freed }, wording),
      again: { command: 'dbManifests.cleanUp', argument },
    });
    for (const stuck of left.stuck) await offerFinalizers(context, target, stuck);
    await offerVolumes(context, target, freed.volumes);
  },
};

/** The resource is gone, so it is known by its manifest, or by name only. */
async function goneTarget(context: CommandContext, argument: CommandArgument | undefined): Promise<Target | undefined> {
  if (argument?.from === 'cluster') return context.target(argument);
  const place = await context.manifest(argument);
  const connection = await context.connection();
  const written = place && makeTarget(connection, place.resource.value);
  if (written) return written;
  const chosen = await pick(
    say`What was it?`,
    databaseKinds
      .filter(({ system }) => system.recipe !== undefined)
      .map((each) => ({ label: say`${each.kind.kind}`, description: say`${each.system.title}`, value: each })),
  );
  if (!chosen) return undefined;
  const { group, versions, kind, scope } = chosen.kind;
  const namespace = scope === 'Cluster' ? '' : await askName(say`In which namespace was it?`, connection.namespace);
  if (namespace === undefined) return undefined;
  const name = await askName(say`What was its name?`, '');
  if (name === undefined) return undefined;
  const metadata = { name, ...(namespace === '' ? {} : { namespace }) };
  // Some recipes want to see a spec; of one that is gone nothing is known.
  return makeTarget(connection, { apiVersion: `${group}/${versions[0] ?? ''}`, kind, metadata, spec: {} });
}

function askName(title: Said, value: string): Promise<string | undefined> {
  return askText({
    ...{ title, value },
    problemOf: (text) =>
      /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(text)
        ? undefined
        : say`A name has lower-case letters, digits and hyphens.`,
  });
}

interface Found {
  readonly left: Leftovers;
  readonly volumes: Freed;
}

interface Freed {
  readonly volumes: readonly ReleasedVolume[];
  /** Why none are shown. */
  readonly volumesGap?: Said;
}

async function look(target: Target): Promise<Found> {
  const { name } = target.resource.identity;
  return withProgress(say`Looking for what ${name} has left`, async ({ signal }) => {
    const left = await findLeftovers(target, signal);
    const claims = left.groups.flatMap(({ type, objects }) => (isClaim(type) ? objects.map(asClaim) : []));
    return { left, volumes: await listReleased(target, claims, signal) };
  });
}

function released(target: Target, claims: readonly Claim[]): Promise<Freed> {
  return withProgress(say`Looking for released volumes`, ({ signal }) => listReleased(target, claims, signal));
}

async function listReleased(target: Target, claims: readonly Claim[], signal: AbortSignal): Promise<Freed> {
  try {
    return { volumes: await findReleasedVolumes(target.connection, claims, signal) };
  } catch (error) {
    if (!isClusterError(error, 'forbidden')) throw error;
    return {
      volumes: [],
      volumesGap: say`You may not list persistentvolumes: those that were released are not shown.`,
    };
  }
}

/** What holds data or credentials is not ticked beforehand. */
async function choose(target: Target, { groups, gaps }: Leftovers): Promise<readonly LeftoverObject[]> {
  const { name } = target.resource.identity;
  if (groups.length === 0) {
    inform(joined([say`Nothing was found that ${name} has left in ${target.podNamespace}.`, ...gaps], ' '));
    return [];
  }
  const choices = groups.flatMap((group) => group.objects.map((object) => choiceOf(group, object)));
  const title = say`What ${name} has left: tick what is to be deleted`;
  return (await pickMany(title, choices)) ?? [];
}

function choiceOf({ type, holds }: LeftoverGroup, object: LeftoverObject): Choice<LeftoverObject> {
  const lost = {
    data: say`the data is lost with it`,
    credentials: say`passwords or keys are lost with it`,
    nothing: '',
  }[holds];
  return {
    label: say`${type.kind} ${object.object.name}`,
    description: joined([object.object.namespace ?? '', lost], ' · '),
    value: object,
    picked: holds === 'nothing',
  };
}

async function remove(
  context: CommandContext,
  {
    target,
    left,
    chosen,
  }: { readonly target: Target; readonly left: Leftovers; readonly chosen: readonly LeftoverObject[] },
): Promise<readonly DeletionResult[]> {
  const { connection, resource } = target;
  const { name } = resource.identity;
  const what = joined(goingLines(left, chosen), '\n');
  const change = { title: say`Clean-up of ${name}`, what, name, verbs: verbsToDelete(chosen) };
  if (!(await context.mayChange(target, change))) return [];
  const question = counted(
    chosen.length,
    say`Delete what ${name} has left?`,
    say`Delete ${chosen.length} objects that ${name} has left?`,
  );
  // In a protected context all this has been said, and the name typed, by now.
  const agreed =
    context.isProtected(connection.context) ||
    (await confirm({
      question,
      detail: joined([what, say`Context: ${connection.context}`], '\n\n'),
      action: say`Delete`,
      harmless: say`Keep Everything`,
    }));
  if (!agreed) return [];
  return withProgress(say`Deleting what ${name} has left`, (progress) =>
    deleteLeftovers(target, chosen, {
      signal: progress.signal,
      onResult: ({ object, outcome }) => progress.tell(say`${object.kind} ${object.name}: ${outcome}`),
    }),
  );
}

/** What goes, by its names, the worst last. */
function goingLines({ groups }: Leftovers, chosen: readonly LeftoverObject[]): readonly Said[] {
  const lines = groups.flatMap(({ type, holds, objects }) => {
    const names = objects.filter((each) => chosen.includes(each)).map(({ object }) => object.name);
    if (names.length === 0) return [];
    const some =
      names.length > mostNamed ? [...names.slice(0, mostNamed), say`${names.length - mostNamed} more`] : names;
    const named = say`${type.kind}: ${joined(some, ', ')}.`;
    if (holds === 'data') return [say`${named} The data on them is lost.`];
    return [holds === 'credentials' ? say`${named} Passwords or keys are lost with them.` : named];
  });
  return [...lines, say`This cannot be undone.`];
}

const mostNamed = 8;

/** Claims that are gone now; none, if none was deleted. */
function claimsOf(chosen: readonly LeftoverObject[], results: readonly DeletionResult[]): readonly Claim[] {
  const gone = new Set(
    results.filter(({ outcome }) => outcome === 'deleted' || outcome === 'gone').map(({ object }) => object),
  );
  return chosen.filter(({ object }) => isClaim(object) && gone.has(object)).map(asClaim);
}

function isClaim({ group, plural }: { readonly group: string; readonly plural: string }): boolean {
  return group === persistentVolumeClaims.group && plural === persistentVolumeClaims.plural;
}

function asClaim({ object: { namespace = '', name, uid } }: LeftoverObject): Claim {
  return { namespace, name, uid };
}

function nothingKnown({ resource, system }: Target): ClusterError {
  return new ClusterError(
    'missing',
    say`${system.title} leaves nothing behind that could be found for ${resource.identity.kind} ${resource.identity.name}.`,
    say`See the manual of the operator.`,
  );
}
