import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import type { ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { performAction } from '../../../client/session/actions.ts';
import type { Action, Outcome, Recipe, Step } from '../../../schemas/contract/recipe.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyPod, toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

/** What actions are tried with: a cluster with its resource, and what is expected of an action that fails. */

let folder = '';
/** Of the test that runs. */
export const backupFolder = (): string => path.join(folder, 'backups');
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

export const allPods = { cluster: 'shop' };

export function action(steps: readonly Step[] | Action['steps'], until?: Outcome, more: Partial<Action> = {}): Action {
  return {
    ...{ id: 'restart', command: 'restart', title: say`Restart`, consequence: say`It restarts.` },
    steps: typeof steps === 'function' ? steps : () => steps,
    ...(until ? { until: () => until } : {}),
    ...more,
  };
}

/** A cluster with its resource, a primary and two replicas. */
export function shop(): StandIn {
  const cluster = standIn({ namespace: 'shop' });
  cluster.put(toyType, toy());
  for (const [name, role] of [
    ['shop-0', 'master'],
    ['shop-1', 'replica'],
    ['shop-2', 'replica'],
  ] as const)
    cluster.put(pods, toyPod(name, role));
  return cluster;
}

export function toy(metadata: Partial<KubernetesObject['metadata']> = {}): KubernetesObject {
  return {
    metadata: { name: 'shop', namespace: 'shop', ...metadata },
    spec: { size: 3 },
    status: { phase: 'Running' },
  };
}

export interface Told {
  readonly said: string[];
  readonly controller: AbortController;
}

export function perform(
  cluster: StandIn,
  given: Action,
  {
    recipe = {},
    chosen,
    told = { said: [], controller: new AbortController() },
    stall = 10_000,
    live = cluster.get(toyType, 'shop', 'shop'),
  }: { recipe?: Partial<Recipe>; chosen?: string; told?: Told; stall?: number; live?: KubernetesObject } = {},
): Promise<void> {
  return performAction(toyTarget(cluster.connection, recipe, live ? { live } : {}), given, {
    ...(chosen === undefined ? {} : { chosen }),
    ...{ signal: told.controller.signal, backupFolder: backupFolder() },
    tell: (message) => told.said.push(render(message)),
    limits: { stall, backup: stall, attempts: [1, 1] },
  });
}

export function fails(code: ClusterErrorCode, ...texts: readonly RegExp[]): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof ClusterError, String(error));
    assert.equal(error.code, code, error.message);
    for (const text of texts) assert.match(`${error.message} ${error.remedy}`, text);
    return true;
  };
}

export const writes = (cluster: StandIn): string[] =>
  cluster.calls.filter((call) => /^(?:create|patch|delete|exec) /.test(call));
