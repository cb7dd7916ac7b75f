import * as vscode from 'vscode';
import type { DatabaseSystem, ExternalDatabase, FieldValue, Labels, Said } from '../../schemas/contract/index.ts';
import { systems } from '../../schemas/registry.ts';
import { foreign, joined, listed, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { editManifest } from '../manifests.ts';
import { resourceFromJson } from '../session/jsonResource.ts';
import { makeTarget, systemOf } from '../session/resolveTarget.ts';
import {
  credentialsSecretOf,
  findDatabaseServices,
  planSecret,
  problemOfDatabaseName,
  verbsToWrite,
  withFields,
  writeSecret,
} from '../session/databaseServices.ts';
import type { DatabaseService, SecretPlan } from '../session/databaseServices.ts';
import type { Target } from '../session/target.ts';
import { askText, confirm, inform, pick, withProgress } from '../screen/ask.ts';
import type { Command, CommandContext, ManifestPlace } from './command.ts';

/** From the Secret of a database service to a resource that uses the database: the Secret with its credentials, and the fields. */
export const createDatabaseSecret: Command = {
  id: 'dbManifests.createDatabaseSecret',
  async run(context, argument) {
    const place = await context.manifest(argument);
    const user = place && userAt(place);
    if (!user) throw noManifest();
    const connection = await context.connection();
    const service = await chooseService(connection, user);
    if (!service) return;
    const database = await askDatabase(service, user);
    if (database === undefined) return;
    const { host, port } = service;
    const fields = user.externalDatabase.fields(resourceFromJson(place.resource.value), { host, port, database });
    if (fields.length === 0) throw noManifest();
    const target = makeTarget(connection, withFields(place.resource.value, fields));
    if (!target) throw noManifest();
    const plan = await withProgress(say`Comparing Secrets`, ({ signal }) =>
      planSecret(target.connection, service, credentialsSecretOf(target), signal),
    );
    if (!(await writeAgreed(context, { target, service, plan }))) return;
    await fillManifest(context, place, { fields, names: `${service.host}/${database}` });
  },
};

/** A system whose resources can be led to a database of others. */
type User = DatabaseSystem & { readonly externalDatabase: ExternalDatabase };

function isUser(system: DatabaseSystem): system is User {
  return system.externalDatabase !== undefined;
}

function userAt({ resource: { identity } }: ManifestPlace): User | undefined {
  const system = systemOf(identity.apiVersion, identity.kind)?.system;
  return system && isUser(system) ? system : undefined;
}

function noManifest(): ClusterError {
  const titles = systems.filter(isUser).map(({ title }) => title);
  return new ClusterError(
    'missing',
    say`There is no manifest of ${listed(titles, 'or')} at the cursor.`,
    say`Open the manifest, put the cursor into it and call the command again.`,
  );
}

async function chooseService(
  connection: ClusterConnection,
  { title, externalDatabase: { offers } }: User,
): Promise<DatabaseService | undefined> {
  const found = await withProgress(say`Looking for database services`, ({ signal }) =>
    findDatabaseServices(connection, offers, signal),
  );
  const usable = found.filter(({ missing }) => missing.length === 0);
  if (usable.length === 0) throw noService(connection.context, found, offers);
  return pick(
    say`Which database is for ${title}?`,
    usable.map((service) => ({
      label: say`${service.name}`,
      description: say`${service.namespace}`,
      detail: say`${service.host}:${service.port}`,
      value: service,
    })),
    { always: true },
  );
}

function noService(context: string, found: readonly DatabaseService[], offers: Labels): ClusterError {
  const [first] = found;
  if (first)
    return new ClusterError(
      'missing-key',
      say`Secret ${first.name} in namespace ${first.namespace} lacks ${joined(first.missing, ', ')}.`,
      say`Wait until the database service is ready; it fills the Secret in.`,
    );
  const labels = Object.entries(offers).map(([label, value]) => `${label}=${value}`);
  return new ClusterError(
    'missing-secret',
    say`No Secret in context ${context} is labelled ${joined(labels, ',')}, or you may not list it.`,
    say`Create an instance of the database service first, or choose the namespace that it is in.`,
  );
}

function askDatabase(service: DatabaseService, { title, externalDatabase }: User): Promise<string | undefined> {
  return askText({
    title: say`Database of ${title} on ${service.name}`,
    prompt: externalDatabase.remark,
    value: externalDatabase.name,
    problemOf(text) {
      const problem = problemOfDatabaseName(text);
      return problem === undefined ? undefined : foreign(problem);
    },
  });
}

/** false: the person turned away. */
async function writeAgreed(
  context: CommandContext,
  { target, service, plan }: { readonly target: Target; readonly service: DatabaseService; readonly plan: SecretPlan },
): Promise<boolean> {
  const { name, namespace } = plan.secret;
  if (plan.existing && plan.changes.length === 0) return true;
  const what = plan.existing
    ? say`Secret ${name} in namespace ${namespace} exists. These keys change: ${changesText(plan)}.`
    : say`Secret ${name} is made in namespace ${namespace}.`;
  const change = { title: say`Secret ${name}`, what, name, verbs: verbsToWrite(plan) };
  if (!(await context.mayChange(target, change))) return false;
  const agreed = await confirm({
    question: plan.existing ? say`Change Secret ${name}?` : say`Create Secret ${name}?`,
    detail: joined([what, ...plan.warnings, say`Context: ${target.connection.context}`], '\n\n'),
    action: plan.existing ? say`Change` : say`Create`,
  });
  if (!agreed) return false;
  await withProgress(say`Writing Secret ${name}`, ({ signal }) =>
    writeSecret(target.connection, { service, plan }, signal),
  );
  return true;
}

function changesText({ changes }: SecretPlan): Said {
  return joined(
    changes.map(({ key, change }) => (change === 'added' ? say`${key} (new)` : key)),
    ', ',
  );
}

async function fillManifest(
  context: CommandContext,
  place: ManifestPlace,
  { fields, names }: { readonly fields: readonly FieldValue[]; readonly names: string },
): Promise<void> {
  const edit = await editManifest(context.language, place, fields);
  if (!edit || !(await vscode.workspace.applyEdit(edit)))
    throw new ClusterError(
      'unsafe',
      say`The Secret is there, but the manifest has changed meanwhile and was left alone.`,
      say`Call the command again to fill in ${listed(
        fields.map(({ path }) => String(path.at(-1))),
        'and',
      )}.`,
    );
  inform(say`The Secret is there and the manifest names ${names}. Look at it, then apply it.`);
}
