import { isDeepStrictEqual } from 'node:util';
import type { Said } from '../../schemas/contract/index.ts';
import type { Step } from '../../schemas/contract/recipe.ts';
import { cronJobs, jobs, pods } from '../../schemas/vocabulary/objectTypes.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import type { KnownObject, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import type { ActionRun } from './actionRun.ts';
import { resourceFromJson } from './jsonResource.ts';
import { asJudged, knownObject } from './knownObject.ts';
import { meaningOf } from './knownLines.ts';
import { labelText } from './members.ts';
import { printedLines } from './printedLines.ts';
import { recreate } from './recreate.ts';
import { activePods, renewPods } from './renewPods.ts';
import type { PodGroup } from './renewPods.ts';
import { liveObjectOf } from './target.ts';
import type { Target } from './target.ts';

/** Done when the API server, or the program in the container, says so; `delete-pods` when every pod has a successor. */
export async function performStep(run: ActionRun, step: Step): Promise<void> {
  const { connection } = run.target;
  const { signal, tell, backupFolder } = run.options;
  switch (step.kind) {
    case 'patch': {
      const { subresource, patch } = step;
      const more = { signal, ...(subresource === undefined ? {} : { subresource }) };
      await whileAsShown(run.target, signal, (object, resourceVersion) =>
        connection.patch(object, patch, { resourceVersion, ...more }),
      );
      return;
    }
    case 'patch-pods':
      return patchPods(run, step);
    case 'exec':
      return execute(run, step);
    case 'delete-pods': {
      const group = groupOf(run, step);
      const found = await activePods(group);
      if (found.length === 0) tell(say`No pod is labelled ${labelText(step.labels)}`);
      return renewPods(group, found, (pod) => run.done.push(say`pod ${pod} replaced`));
    }
    case 'create': {
      const namespace = namespaceIn(step.object) ?? run.target.podNamespace;
      await connection.create(step.type, step.object, { namespace, signal });
      return;
    }
    case 'run-cron-job':
      return runCronJob(run, step);
    case 'recreate': {
      const { stall: limit, attempts } = run.limits;
      const file = await recreate(run.target, { backupFolder, now: run.input.now, signal, tell, limit, attempts });
      run.done.push(say`saved in ${file}`);
    }
  }
}

/**
 * What an action does is made from the spec that was shown. `act` is called while it holds; a write with the version holds
 * to it. Fails with `changed` or `missing`.
 */
export async function whileAsShown<T>(
  target: Target,
  signal: AbortSignal,
  act: (object: KnownObject, resourceVersion: string) => Promise<T>,
): Promise<T> {
  const object = liveObjectOf(target);
  const check = (now: KubernetesObject, resourceVersion: string): Promise<T> => {
    if (isDeepStrictEqual(now['spec'], target.live?.['spec'])) return act(object, resourceVersion);
    throw new ClusterError(
      'unsafe',
      say`The spec of ${object.kind} ${object.name} has changed since it was shown: it was left alone.`,
      say`Call the command again, and look at what will happen now.`,
    );
  };
  return asJudged(target.connection, object, check, signal);
}

/** A few words for progress and errors. */
export function stepTitle(target: Target, step: Step): Said {
  switch (step.kind) {
    case 'patch':
      return say`change ${target.resource.identity.kind} ${target.resource.identity.name}`;
    case 'patch-pods':
      return say`mark the pods labelled ${labelText(step.labels)}`;
    case 'exec':
      return say`run ${step.command[0] ?? ''} in pod ${step.pod}`;
    case 'delete-pods':
      return say`replace the pods labelled ${labelText(step.labels)}`;
    case 'create':
      return say`create a ${step.type.kind}`;
    case 'run-cron-job':
      return say`start Job ${step.jobName} of CronJob ${step.name}`;
    case 'recreate':
      return say`recreate ${target.resource.identity.kind} ${target.resource.identity.name}`;
  }
}

type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;

function groupOf({ target, options, limits }: ActionRun, { labels, namespace }: StepOf<'delete-pods'>): PodGroup {
  const { signal, tell } = options;
  const place = namespace ?? target.podNamespace;
  return { connection: target.connection, namespace: place, labels, limit: limits.stall, signal, tell };
}

async function patchPods({ target, options, done }: ActionRun, { labels, patch }: StepOf<'patch-pods'>): Promise<void> {
  const { connection, podNamespace: namespace } = target;
  const { signal } = options;
  const found = await activePods({ connection, namespace, labels, signal });
  if (found.length === 0)
    throw new ClusterError(
      'no-pod',
      say`No pod in namespace ${namespace} is labelled ${labelText(labels)}.`,
      say`Check whether the cluster is stopped.`,
    );
  for (const pod of found) {
    await connection.patch(knownObject(pods, pod), patch, { signal });
    done.push(say`pod ${pod.metadata.name} marked`);
  }
}

/** What the program prints is shown as it comes; the last line of it explains a failure. */
async function execute({ target, options }: ActionRun, { pod, container, command }: StepOf<'exec'>): Promise<void> {
  const { signal, tell } = options;
  let lastOutput = '';
  let lastError = '';
  const output = printedLines((line) => tell(foreign((lastOutput = line))));
  const errors = printedLines((line) => tell(foreign((lastError = line))));
  const status = await target.connection.exec({
    ...{ namespace: target.podNamespace, pod, container, command, signal },
    ...{ stdout: output.stream, stderr: errors.stream },
  });
  if (status === 0) return;
  for (const each of [output, errors]) each.flush();
  const last = lastError || lastOutput;
  const program = command[0] ?? say`The program`;
  throw new ClusterError(
    'stream',
    last === ''
      ? say`${program} in pod ${pod} ended with status ${status}.`
      : say`${program} in pod ${pod} ended with status ${status}: ${foreign(last)}`,
    meaningOf(target.recipe, last) ?? say`Look at the log of container ${container}.`,
  );
}

/** As `kubectl create job --from=cronjob/...` does it. */
async function runCronJob({ target, options }: ActionRun, step: StepOf<'run-cron-job'>): Promise<void> {
  const { connection, podNamespace: namespace } = target;
  const { signal } = options;
  const cronJob = await connection.read({ ...cronJobs, name: step.name, namespace }, signal);
  if (!cronJob)
    throw new ClusterError(
      'missing',
      say`CronJob ${step.name} does not exist in namespace ${namespace}.`,
      say`Switch on scheduled backups in the manifest, and wait until the operator has made it.`,
    );
  await connection.create(jobs, jobOf(cronJob, step.jobName), { namespace, signal });
}

function jobOf(cronJob: KubernetesObject, name: string): unknown {
  const template = resourceFromJson(cronJob).root.at('spec', 'jobTemplate');
  const textsAt = (field: string): Record<string, unknown> =>
    Object.fromEntries(
      template
        .at('metadata', field)
        .entries()
        .map(([key, { value }]) => [key, value]),
    );
  const { name: owner, uid } = cronJob.metadata;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      labels: textsAt('labels'),
      annotations: { ...textsAt('annotations'), 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: owner, uid }],
    },
    spec: template.at('spec').value,
  };
}

function namespaceIn(object: unknown): string | undefined {
  return (object as { readonly metadata?: { readonly namespace?: string } } | null)?.metadata?.namespace;
}
