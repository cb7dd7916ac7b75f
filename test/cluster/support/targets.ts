import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import type { ClusterConnection, KnownObject } from '../../../client/cluster/connection.ts';
import { createClusters } from '../../../client/cluster/createClusters.ts';
import { knownObject } from '../../../client/session/knownObject.ts';
import { makeTarget, withLive } from '../../../client/session/resolveTarget.ts';
import type { Target } from '../../../client/session/target.ts';
import type { DatabaseAccess, Login, ObjectName } from '../../../schemas/contract/recipe.ts';

/** As the product connects; nothing of this machine's own environment counts. */
export function connectTo(kubeconfig: string, context?: string): Promise<ClusterConnection> {
  return createClusters({ kubeconfig, environment: {} }).connect(context);
}

/** What a command has before it when the cursor is in the first document of a file. */
export async function targetOf(connection: ClusterConnection, manifest: string): Promise<Target> {
  return withLive(await writtenTarget(connection, manifest));
}

/** The same, before anybody has asked the cluster. */
export async function writtenTarget(connection: ClusterConnection, manifest: string): Promise<Target> {
  const [document] = parseAllDocuments(await readFile(manifest, 'utf8'));
  const target = makeTarget(connection, document?.toJS());
  assert.ok(target, `No recipe for ${manifest}`);
  return target;
}

/** The object that has the name now: what a test writes to. */
export async function knownNow(connection: ClusterConnection, object: ObjectName): Promise<KnownObject> {
  const live = await connection.read(object);
  assert.ok(live, `${object.kind} ${object.name} does not exist`);
  return knownObject(object, live);
}

export function accessOf({ recipe, resource }: Target): DatabaseAccess {
  assert.ok(recipe.access, `Nobody connects to ${resource.identity.name}`);
  return recipe.access;
}

export function loginOf(target: Target, role: string): Login {
  const login = accessOf(target).logins.find((each) => each.role === role);
  assert.ok(login, `The recipe offers no role ${role}`);
  return login;
}
