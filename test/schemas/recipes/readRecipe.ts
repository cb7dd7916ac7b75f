import assert from 'node:assert/strict';
import { resourceFromJson } from '../../../client/session/jsonResource.ts';
import type {
  Action,
  ActionInput,
  DatabaseSystem,
  Recipe,
  Said,
  Resource,
  Step,
} from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { resourceOf } from '../../support/names.ts';
import { plainText } from '../../support/plainText.ts';

export const given: ActionInput = {
  now: new Date('2026-11-20T12:34:56.789Z'),
  primary: 'shop-0',
  chosen: 'shop-1',
};

/** The recipe of a manifest. It is the same for the manifest as plain JSON, which is what a cluster hands out. */
export function recipeOf(system: DatabaseSystem, manifest: string, configuration?: string): Recipe {
  const resource = resourceOf(manifest);
  const settings = configuration === undefined ? undefined : resourceOf(configuration);
  const recipe = system.recipe?.(resource, settings);
  assert.ok(recipe, 'the manifest has no recipe');
  const again = system.recipe?.(asJson(resource), settings && asJson(settings));
  assert.ok(again);
  assert.deepEqual(withoutFunctions(again), withoutFunctions(recipe));
  assertSound(recipe);
  return recipe;
}

export interface ManifestParts {
  readonly name?: string;
  /** Lines below `metadata`, without indentation. */
  readonly metadata?: string;
  /** Makes it one that an API server has. */
  readonly status?: string;
}

/** A manifest from lines below `spec`, written without indentation. */
export function manifestText(apiVersion: string, kind: string, spec: string, parts: ManifestParts = {}): string {
  const { name = 'shop', metadata = '', status } = parts;
  const uid = status === undefined ? '' : 'uid: 3f2a\n';
  return [
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n${indented(`name: ${name}\n${uid}${metadata}`)}\n`,
    `spec:\n${indented(spec)}\n`,
    status === undefined ? '' : `status:\n${indented(status)}\n`,
  ].join('');
}

function indented(text: string): string {
  return text.trim().replace(/^(?=.)/gm, '  ');
}

export function hasRecipe(system: DatabaseSystem, manifest: string): boolean {
  return system.recipe?.(resourceOf(manifest)) !== undefined;
}

export function actionOf(recipe: Recipe, id: string): Action {
  const action = recipe.actions.find((candidate) => candidate.id === id);
  assert.ok(action, `there is no action ${id}, but ${recipe.actions.map((candidate) => candidate.id).join(', ')}`);
  return action;
}

export function stepsOf(recipe: Recipe, id: string, input: ActionInput = given): readonly Step[] {
  return actionOf(recipe, id).steps(input);
}

/** `bad Status: SyncFailed` */
export function healthTable({ health }: Recipe): string[] {
  return health.map(({ state, title, text }) => `${state} ${render(title)}: ${plainText(text)}`);
}

/** `Secret shop-app (username, password): credentials of app` */
export function needTable({ needs }: Recipe): string[] {
  return needs.map(({ object, keys, purpose }) => {
    const place = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
    return `${object.kind} ${place}${keys ? ` (${keys.join(', ')})` : ''}: ${plainText(purpose)}`;
  });
}

/** `app (owner of shop) < shop-app [username, password] @ shop` */
export function loginTable({ access }: Recipe): string[] {
  return (access?.logins ?? []).map(({ role, note, secret, databases }) =>
    [
      role,
      note === undefined ? '' : ` (${render(note)})`,
      secret === undefined
        ? ''
        : ` < ${secret.namespace === undefined ? '' : `${secret.namespace}/`}${secret.name} [${[secret.userKey, secret.passwordKey, secret.databaseKey].filter(Boolean).join(', ')}]`,
      databases === undefined ? '' : ` @ ${databases.join(', ')}`,
    ].join(''),
  );
}

/** `PersistentVolumeClaim data`, with labels where they are not those given. */
export function leftoverTable({ cleanUp }: Recipe): string[] {
  return (cleanUp?.leftovers ?? []).map(
    ({ type, holds, everyNamespace }) => `${type.kind} ${holds}${everyNamespace ? ' everywhere' : ''}`,
  );
}

/** What holds for every recipe. */
export function assertSound(recipe: Recipe): void {
  const ids = recipe.actions.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `actions called alike: ${ids.join(', ')}`);
  for (const action of recipe.actions) {
    assertSentences(render(action.consequence));
    assert.ok(!render(action.title).endsWith('.'), render(action.title));
    for (const step of action.steps(given)) assertStep(step);
    assert.doesNotThrow(() => action.steps({ ...given, primary: '', chosen: '' }));
    assert.doesNotThrow(() => action.until?.(given));
  }
  for (const { state, text, remedy } of recipe.health) {
    assertProse(text);
    if (state === 'bad') assertSentences(assertProse(remedy ?? say``));
  }
  for (const { remedy, purpose } of recipe.needs) {
    assertProse(purpose);
    assertSentences(assertProse(remedy));
  }
  for (const { consequence } of recipe.guarded ?? []) assertSentences(render(consequence));
  for (const note of recipe.cleanUp?.notes ?? []) assertSentences(assertProse(note));
  const logins = recipe.access?.logins ?? [];
  assert.ok(logins.every(({ role }) => role !== ''));
}

/** What people read of it. Code is marked where Markdown is written, and nowhere else. */
function assertProse(said: Said): string {
  const text = render(said);
  assert.notEqual(text, '');
  return text;
}

function assertSentences(text: string): void {
  assert.match(text, /^.+\.$/s, `no sentence: ${text}`);
  assert.ok(!text.includes('undefined') && !text.includes('[object'), text);
}

/** What goes to the API server is JSON and nothing else. */
function assertStep(step: Step): void {
  if (step.kind === 'patch' || step.kind === 'patch-pods') {
    assert.deepEqual(JSON.parse(JSON.stringify(step.patch)), step.patch);
  }
  if (step.kind === 'create') assert.deepEqual(JSON.parse(JSON.stringify(step.object)), step.object);
  if (step.kind === 'run-cron-job') assert.ok(step.jobName.length <= 63, step.jobName);
}

function asJson({ root }: Resource): Resource {
  return resourceFromJson(JSON.parse(JSON.stringify(root.value)));
}

export function withoutFunctions(recipe: Recipe): unknown {
  const actions = recipe.actions.map((action) => ({
    ...action,
    steps: action.steps(given),
    until: action.until?.(given),
  }));
  return JSON.parse(JSON.stringify({ ...recipe, actions }));
}
