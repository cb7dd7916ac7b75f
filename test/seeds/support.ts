import assert from 'node:assert/strict';
import type { ClusterError } from '../../client/cluster/errors.ts';
import { planApply } from '../../client/session/applyManifest.ts';
import { databaseError } from '../../client/session/databaseError.ts';
import { knownLineOf } from '../../client/session/knownLines.ts';
import type { Problem } from '../../server/language/answers.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import type { Recipe, Step } from '../../schemas/contract/index.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { standIn } from '../client/session/support.ts';
import { applyEdits } from '../support/applyEdits.ts';
import { now, readCursor, serviceWith, uri } from '../support/manifests.ts';
import { resourceOf } from '../support/names.ts';

/**
 * The tests of this folder go through five texts that people wrote about databases on Kubernetes, thing by thing, and say
 * what becomes of each here. A test is named for the text and the number of the thing in it: `000-9`.
 */

/** Operator versions by pack id. */
export type Versions = Readonly<Record<string, string>>;

function service(text: string, operatorVersions: Versions = {}): LanguageService {
  return serviceWith(text, { settings: { operatorVersions } });
}

function problemsOn(marked: string, versions?: Versions): { answers: LanguageService; found: readonly Problem[] } {
  const { text, position } = readCursor(marked);
  const answers = service(text, versions);
  return { answers, found: answers.diagnose(uri).filter(({ range }) => range.start.line === position.line) };
}

/** There is a problem `code` on the line of `$0`. With `fix`, one of that title takes it away without a new one. */
export function finds(marked: string, code: string, fix?: RegExp, versions?: Versions): void {
  const { answers, found } = problemsOn(marked, versions);
  const problem = found.find((each) => each.code === code);
  assert.ok(problem, `no ${code}, but ${found.map(inWords).join('\n')}`);
  if (!fix) return;
  const chosen = problem.fixes.find(({ title }) => fix.test(title));
  assert.ok(chosen, `no such fix, but ${problem.fixes.map(({ title }) => title).join('\n')}`);
  const count = (all: readonly Problem[]) => all.filter((each) => each.code === code).length;
  const before = answers.diagnose(uri);
  answers.setFile(uri, applyEdits(answers.text(uri) ?? '', chosen.edits()));
  const after = answers.diagnose(uri);
  assert.ok(count(after) < count(before), `"${chosen.title}" leaves it`);
  const known = new Set(before.map((each) => each.code));
  const added = after.filter((each) => isLoud(each) && !known.has(each.code));
  assert.deepEqual(added.map(inWords), []);
}

function isLoud({ severity }: Problem): boolean {
  return severity === 'error' || severity === 'warning';
}

function inWords({ code, message }: Problem): string {
  return `${code}: ${message}`;
}

/** Nothing above `information` is said on the line of `$0`. */
export function accepts(marked: string, versions?: Versions): void {
  assert.deepEqual(problemsOn(marked, versions).found.filter(isLoud).map(inWords), []);
}

/** The hover at `$0` says all of it. */
export function explains(marked: string, ...said: readonly RegExp[]): void {
  const { text, position } = readCursor(marked);
  const shown = service(text).hover(uri, position)?.text.markdown ?? '';
  for (const each of said) assert.match(shown.replaceAll('\n', ' '), each);
}

/** All of these are offered at `$0`. */
export function offers(marked: string, ...labels: readonly string[]): void {
  const { text, position } = readCursor(marked);
  const offered = service(text)
    .complete(uri, position)
    .map(({ label }) => label);
  for (const label of labels) assert.ok(offered.includes(label), `${label} is not among ${offered.join(', ')}`);
}

/** The recipe of a manifest, by which the commands work. */
export function recipeOf(manifest: string): Recipe {
  const resource = resourceOf(manifest);
  const group = resource.identity.apiVersion.split('/')[0] ?? '';
  const systems = languagePacks.map(({ system }) => system);
  const system = systems.find(({ kinds }) => kinds.some((kind) => kind.group === group));
  const recipe = system?.recipe?.(resource);
  assert.ok(recipe);
  return recipe;
}

/** What an action of the recipe tells before somebody agrees, and its steps. */
export function actionOf(manifest: string, id: string): { said: string; steps: readonly Step[] } {
  const action = recipeOf(manifest).actions.find((each) => each.id === id);
  assert.ok(action, `no action ${id}`);
  const given = { now: now(), primary: 'pod-0', chosen: 'pod-1' };
  return { said: `${render(action.title)}: ${render(action.consequence)}`, steps: action.steps(given) };
}

/** The log terminal tells what a line means. */
export function tellsOf(manifest: string, line: string, said: RegExp): void {
  const known = knownLineOf(recipeOf(manifest).knownLines ?? [], line);
  assert.match(known ? render(known.meaning) : '', said);
}

/** A database that lets nobody in is told about with its cause and what to do. */
export function explainsFailure(error: Error, said: RegExp): void {
  const { message, remedy } = databaseError(error, { user: 'result', database: 'results', address: '127.0.0.1:1' });
  assert.match(`${message} ${remedy}`, said);
}

/** Who applies a resource that the cluster does not know is told where its operator comes from. */
export async function tellsInstallation(manifest: string, said: RegExp): Promise<void> {
  const { root } = resourceOf(manifest);
  const { connection } = standIn();
  connection.typeOf = () => Promise.resolve(undefined);
  await assert.rejects(planApply(connection, root.value), (error: ClusterError) => said.test(error.remedy));
}
