import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { upgradableRequest, upgradeRequest } from '../../schemas/contract/protocol.ts';
import type { UpgradableResult, UpgradeParams, UpgradeResult } from '../../schemas/contract/protocol.ts';
import type { Said } from '../../schemas/contract/index.ts';
import { counted, foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import { complain, inform, pick, pickMany, withProgress } from '../screen/ask.ts';
import { openReadPage } from '../screen/documents.ts';

type System = UpgradableResult['systems'][number];

/** What was asked last, for as long as the editor runs: people mend something and ask again. */
let last: UpgradeParams | undefined;

/**
 * Asks what is upgraded, from which version to which, and shows what that makes of the manifests of the workspace.
 * @param again without questions, as it was asked last
 */
export async function upgrade(client: BaseLanguageClient, again?: unknown): Promise<void> {
  const question = again === true && last ? last : await choose(client);
  if (!question) return;
  last = question;
  const result = await withProgress(say`Comparing manifests`, ({ signal }) => ask(client, question, signal));
  if (!result) return;
  if ('problem' in result) {
    complain(say`${foreign(result.problem)}`);
    return;
  }
  const { page, places, changes } = result;
  await openReadPage({
    ...{ key: 'upgrade', title: say`Before an Upgrade`, body: page, type: 'dbManifests.upgradePage' },
    places: places.map((place) => client.protocol2CodeConverter.asUri(place)),
  });
  const found =
    changes === 0
      ? say`Nothing changes with the upgrade for what is written here.`
      : counted(changes, say`One place changes with the upgrade.`, say`${changes} places change with the upgrade.`);
  inform(found, {
    title: say`Run Again`,
    run: () => vscode.commands.executeCommand('dbManifests.upgrade', true),
  });
}

/** `undefined`: it was cancelled. */
async function ask(
  client: BaseLanguageClient,
  question: UpgradeParams,
  signal: AbortSignal,
): Promise<UpgradeResult | undefined> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener('abort', cancel);
  try {
    return await client.sendRequest<UpgradeResult>(upgradeRequest, question, source.token);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

async function choose(client: BaseLanguageClient): Promise<UpgradeParams | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const { systems } = await client.sendRequest<UpgradableResult>(
    upgradableRequest,
    document ? { uri: client.code2ProtocolConverter.asUri(document.uri) } : {},
  );
  if (last) {
    const same = await pick<UpgradeParams | 'other'>(say`What is upgraded?`, [
      { label: say`As before`, description: inWords(last, systems), value: last },
      { label: say`Something else`, value: 'other' },
    ]);
    if (same !== 'other') return same;
  }
  const chosen = await pickMany(
    say`What is upgraded? More than one may be chosen.`,
    systems.map((system) => ({
      label: say`${system.title}`,
      ...(system.version === undefined ? {} : { description: say`${system.version} runs` }),
      value: system,
    })),
  );
  const [from, to]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const system of chosen ?? []) {
    const before = system.inManifests ? undefined : await chooseFrom(system);
    if (before === undefined && !system.inManifests) return undefined;
    const after = await chooseTo(system, before);
    if (after === undefined) return undefined;
    if (before !== undefined) from[system.id] = before;
    to[system.id] = after;
  }
  return Object.keys(to).length > 0 ? { from, to } : undefined;
}

function chooseFrom({ title, versions, version }: System): Promise<string | undefined> {
  const others = versions.filter((each) => each !== version).reverse();
  return pick(
    say`${title}: which version runs?`,
    [
      ...(version === undefined ? [] : [{ label: say`${version}`, description: say`in force`, value: version }]),
      ...others.map((each) => ({ label: say`${each}`, value: each })),
    ],
    { always: true },
  );
}

async function chooseTo({ title, versions }: System, before: string | undefined): Promise<string | undefined> {
  const index = before === undefined ? -1 : versions.findIndex((each) => isPatchOf(before, each));
  const later = versions.slice(index + 1).reverse();
  if (later.length === 0) {
    inform(say`${title} has no later version that is known here.`);
    return undefined;
  }
  return pick(
    say`${title}: to which version?`,
    later.map((each) => ({ label: say`${each}`, value: each })),
    { always: true },
  );
}

function isPatchOf(version: string, release: string): boolean {
  return version === release || version.startsWith(`${release}.`);
}

function inWords({ from, to }: UpgradeParams, systems: readonly System[]): Said {
  const each = Object.entries(to).map(([id, after]) => {
    const title = systems.find((system) => system.id === id)?.title ?? id;
    const before = from[id];
    return before === undefined ? say`${title} to ${after}` : say`${title} from ${before} to ${after}`;
  });
  return joined(each, ', ');
}
