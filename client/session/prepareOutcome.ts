import type { ManifestNode } from '../../schemas/contract/index.ts';
import type { Outcome, PodSelector } from '../../schemas/contract/recipe.ts';
import { jobs, pods } from '../../schemas/vocabulary/objectTypes.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { placed, selectorInForce } from './actionPlaces.ts';
import type { ActionRun } from './actionRun.ts';
import { awaitObjects } from './awaitObjects.ts';
import type { Progress } from './awaitObjects.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { membersOf } from './members.ts';
import { activePods, awaitRenewal } from './renewPods.ts';

/**
 * Looks at what there is before the steps, so that old and new can be told apart without comparing clocks; returns how to
 * wait for the outcome after them.
 */
export async function prepareOutcome(run: ActionRun): Promise<(() => Promise<void>) | undefined> {
  const until = run.action.until?.(run.input);
  switch (until?.kind) {
    case undefined:
      return undefined;
    case 'pods-renewed':
      return prepareRenewal(run, until);
    case 'primary-is-chosen': {
      const selector = await selectorInForce(run.target, run.options.signal);
      return selector && (() => awaitPrimary(run, selector));
    }
    case 'job-complete':
      return prepareJob(run, until);
    case 'field-reads':
      return () => awaitField(run, until);
  }
}

type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { readonly kind: K }>;

async function prepareRenewal(
  { target, options, limits, action }: ActionRun,
  until: OutcomeOf<'pods-renewed'>,
): Promise<(() => Promise<void>) | undefined> {
  const { signal, tell } = options;
  const labels = until.labels ?? (await selectorInForce(target, signal))?.labels;
  if (!labels) return undefined;
  const namespace = until.namespace ?? target.podNamespace;
  const group = { connection: target.connection, namespace, labels, limit: limits.stall, signal, tell };
  const before = await activePods(group);
  return () => awaitRenewal(group, before, action.title);
}

async function awaitPrimary({ target, options, limits, input }: ActionRun, selector: PodSelector): Promise<void> {
  const { signal, tell } = options;
  await awaitObjects(target.connection, pods, {
    ...{ query: { namespace: target.podNamespace, labels: selector.labels }, limit: limits.stall, signal },
    what: say`Switchover to ${input.chosen}`,
    remedy: say`Look at the logs of both pods; the primary is the one that takes writes.`,
    tell: (missing) => tell(say`Waiting for ${missing}`),
    look(found): Progress<true> {
      const member = membersOf(found, selector).find(({ pod }) => pod === input.chosen);
      if (member?.role === 'primary' && member.ready) return { done: true };
      const promoted = member?.role === 'primary';
      const missing = !member
        ? say`pod ${input.chosen}`
        : promoted
          ? say`${input.chosen} to be ready`
          : say`${input.chosen} to become primary`;
      return { missing, reached: promoted ? 1 : 0 };
    },
  });
}

async function prepareJob(
  { target, options, limits }: ActionRun,
  { labels }: OutcomeOf<'job-complete'>,
): Promise<() => Promise<void>> {
  const { connection, podNamespace: namespace } = target;
  const { signal, tell } = options;
  const before = await connection.list(jobs, { namespace, labels, signal });
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  return async () => {
    await awaitObjects(connection, jobs, {
      ...{ query: { namespace, labels }, limit: limits.backup, signal, what: say`Backup` },
      remedy: say`Look at the log of its pod.`,
      tell: (missing) => tell(say`Waiting for ${missing}`),
      look: (found) => jobState(found.filter(({ metadata }) => !old.has(metadata.uid))),
    });
  };
}

function jobState([job]: readonly KubernetesObject[]): Progress<true> {
  if (!job) return { missing: say`the Job`, reached: 0 };
  const conditions = resourceFromJson(job).root.at('status', 'conditions').items();
  const holds = (type: string): ManifestNode | undefined =>
    conditions.find((each) => each.at('type').value === type && each.at('status').value === 'True');
  if (holds('Complete')) return { done: true };
  const failed = holds('Failed');
  const why = [failed?.at('message').value, failed?.at('reason').value].find((each) => typeof each === 'string');
  if (failed)
    throw new ClusterError(
      'stream',
      say`Job ${job.metadata.name} has failed: ${why === undefined ? say`it does not say why` : foreign(why)}.`,
      say`Look at the log of its pod.`,
    );
  return { missing: say`Job ${job.metadata.name}`, reached: 1 };
}

async function awaitField(
  { target, options, limits, action }: ActionRun,
  until: OutcomeOf<'field-reads'>,
): Promise<void> {
  const { signal, tell } = options;
  const object = placed(target, until.object);
  const namespace = object.namespace === undefined ? {} : { namespace: object.namespace };
  const name = say`${object.kind} ${object.name}`;
  await awaitObjects(target.connection, object, {
    query: { ...namespace, fields: { 'metadata.name': object.name } },
    ...{ limit: action.command === 'backup' ? limits.backup : limits.stall, signal, what: action.title },
    remedy: say`Describe ${name}, and look at the log of the operator.`,
    tell: (missing) => tell(say`Waiting for ${missing}`),
    look([found]): Progress<true> {
      if (!found) return { missing: name, reached: 0 };
      const value = fieldText(found, until.field);
      if (until.values.includes(value)) return { done: true };
      if (until.failures.includes(value))
        throw new ClusterError(
          'stream',
          say`${action.title} has failed: ${until.field} of ${name} is ${value}.`,
          say`Describe ${name}, and look at the log of the operator.`,
        );
      return {
        missing: value === '' ? say`${name} (no state yet)` : say`${name} (${value})`,
        reached: value === '' ? 1 : 2,
      };
    },
  });
}

function fieldText(object: KubernetesObject, field: string): string {
  let value: unknown = object;
  for (const key of field.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return scalarText(value);
}
