import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClusterConnection, Clusters, KubernetesObject } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { clusterCommandIds } from '../../client/commands/clusterCommandIds.ts';
import type { Change, CommandContext } from '../../client/commands/command.ts';
import { CurrentCluster } from '../../client/commands/currentCluster.ts';
import type { Target } from '../../client/session/target.ts';
import type { Action, Recipe } from '../../schemas/contract/index.ts';
import { persistentVolumeClaims, pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import '../support/editorStandIn.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { assertInertScreen, assertNothingLive } from '../support/inert.ts';
import { answerWith, shown } from '../support/vscodeStandIn.ts';
import { standIn, toyMembers, toyPod, toyTarget, toyType } from './session/support.ts';

const { createCommands } = await import('../../client/commands/createCommands.ts');
const { inform } = await import('../../client/screen/ask.ts');
const { answerDifference } = await import('../../client/screen/documents.ts');
const { registerPages } = await import('../../client/ui/pages.ts');

registerPages();
// No program of this machine is started.
process.env['PATH'] = '';

/** Everything that a resource, its cluster and its context are called by is the text. */
function hostileContext(text: string, isRefusing: boolean) {
  const name = text || 'a';
  const pod = (of: string, role: string): KubernetesObject => {
    const made = toyPod(of, role);
    return {
      ...made,
      metadata: { ...made.metadata, uid: of, namespace: name },
      status: { ...made['status']!, reason: text },
    };
  };
  const cluster = standIn({
    ...{ context: name, namespace: name },
    objects: [
      [toyType, { metadata: { name, namespace: name, uid: 'toy' } }],
      [pods, pod(name, 'master')],
      [pods, pod(`${name}-1`, 'replica')],
      [secrets, { metadata: { name, namespace: name }, data: { user: 'YQ==', password: 'YQo=' } }],
      [persistentVolumeClaims, { metadata: { name, namespace: name, labels: toyMembers.labels } }],
    ],
  });
  cluster.onRequest = isRefusing ? () => Promise.reject(refusal(text)) : undefined;
  cluster.onExec = () => {
    throw refusal(text);
  };
  const target = toyTarget(cluster.connection, hostileRecipe(text), {
    ...{ name, namespace: name },
    live: { metadata: { name, namespace: name, uid: 'toy' } },
  });
  return { cluster, target, context: contextOf(target, name) };
}

function refusal(text: string): ClusterError {
  return new ClusterError('refused', foreign(text), say`${text}`, { causes: [{ field: text, message: text }] });
}

function hostileRecipe(text: string): Partial<Recipe> {
  const action = (command: Action['command']): Action => ({
    ...{ id: command, command, title: say`${text}`, consequence: foreign(text) },
    ...(command === 'switchover' ? { chooses: 'replica' as const } : {}),
    steps: () => [{ kind: 'exec', pod: text, container: text, command: [text] }],
  });
  return {
    actions: [action('restart'), action('switchover'), action('backup')],
    health: [{ title: foreign(text), state: 'bad', text: foreign(text), remedy: foreign(text) }],
    needs: [{ object: { ...secrets, name: text }, purpose: foreign(text), remedy: foreign(text) }],
    access: {
      ...{ engine: 'postgresql', container: text, port: 5432, databases: [text, 'b'], localClient: ['psql'] },
      logins: [
        { role: text, note: say`${text}`, secret: { name: text || 'a', userKey: 'user', passwordKey: 'password' } },
        { role: 'b' },
      ],
      tls: { mode: 'require' },
      readOnlySessions: { notKept: foreign(text) },
    },
    operator: { pods: [toyMembers.labels], container: text, ui: { title: text, pods: [toyMembers.labels], port: 80 } },
    cleanUp: {
      leftovers: [{ type: persistentVolumeClaims, labels: toyMembers.labels, holds: 'data' }],
      notes: [foreign(text)],
    },
  };
}

function contextOf(target: Target, name: string) {
  const { connection, resource } = target;
  const tunnel = { port: 15432, state: { kind: 'reconnecting', reason: name, since: new Date() }, stop: done };
  const opened = { id: 'a', context: name, namespace: name, kind: 'Toy', name, leadsTo: 'postgresql', tunnel };
  const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const { identity } = resource;
  const written = { index: 0, identity, value: { ...identity, metadata: { name } }, range: place, kindRange: place };
  const answers = { version: 1, resources: [written, written], ranges: [], yaml: name };
  const symbols = [{ name, location: { uri: 'file:///a.yaml' } }];
  const ask = (method: string) => Promise.resolve(method === 'workspace/symbol' ? symbols : answers);
  const opening = () => Promise.resolve(opened);
  return {
    clusters: clustersOf(connection, name),
    output: { warn: nothing, error: nothing },
    tunnels: { list: () => [opened], find: () => opened, openFor: opening, open: opening, stop: done },
    memory: { get: nothing, update: done },
    lastingMemory: { get: (_: string, otherwise: unknown) => otherwise, update: done },
    handOvers: { keep: nothing },
    storage: '/nowhere',
    connection: () => Promise.resolve(connection),
    manifest: () => Promise.resolve({ uri: { path: '/a' }, version: 1, resource: written }),
    target: () => Promise.resolve(target),
    noteNames: nothing,
    mayChange: (_: unknown, { what }: Change) => {
      inform(what);
      return Promise.resolve(true);
    },
    isProtected: () => true,
    language: { sendRequest: ask, code2ProtocolConverter: { asUri: String } },
    ask,
  } as unknown as CommandContext;
}

function clustersOf(connection: ClusterConnection, name: string): Clusters {
  const contexts = [name, 'b'].map((each) => ({ name: each, namespace: name, server: name }));
  return {
    files: [name],
    contexts: () => Promise.resolve({ current: name, contexts }),
    connect: () => Promise.resolve(connection),
  };
}

function nothing(): undefined {
  return undefined;
}

function done(): Promise<void> {
  return Promise.resolve();
}

/** Takes the first of a list, agrees, and types what is asked for. */
function agreeable(text: string) {
  return (how: string, ...given: readonly unknown[]): unknown => {
    const [first] = given;
    if (how === 'showQuickPick' && Array.isArray(first)) {
      const many = (given[1] as { canPickMany?: boolean }).canPickMany;
      return many ? first : first[0];
    }
    if (how === 'showInputBox') return text || 'a';
    if (how === 'getExtension') return strangerExtension(text);
    if (how === 'vscode.diff') setImmediate(() => answerDifference(undefined, true));
    return how === 'showWarningMessage' ? given.at(-1) : undefined;
  };
}

/** One that is told of connections, and refuses them. */
function strangerExtension(text: string) {
  const refuse = () => Promise.resolve({ success: false, error: text });
  const api = { addConnections: refuse, removeConnections: refuse, revealConnection: refuse };
  return { activate: () => Promise.resolve({ api }) };
}

describe('hostile texts in what commands show', () => {
  for (const [number, id] of clusterCommandIds.entries()) {
    test(id, async () => {
      let count = 0;
      for (const [index, { what, text }] of hostileTexts.entries()) {
        // The cluster refuses everything to half of them, which halves the time.
        count += await tryCommand(id, { what, text, isRefusing: (number + index) % 2 === 0 });
      }
      assert.ok(count > 0 || silent.includes(id), 'nothing was shown');
    });
  }
});

/** How many things it has shown; fails where one of them does something. */
async function tryCommand(
  id: string,
  { what, text, isRefusing }: { readonly what: string; readonly text: string; readonly isRefusing: boolean },
): Promise<number> {
  const { context } = hostileContext(text, isRefusing);
  const current = new CurrentCluster(() => context.clusters, { get: nothing, update: done });
  answerWith(agreeable(text));
  await createCommands({ context, current, view: { refresh: nothing, fold: nothing }, titles: new Map() })(
    id,
    undefined,
  );
  // Terminals go on.
  await new Promise((resolve) => setImmediate(resolve));
  for (const { how, texts } of shown) {
    for (const said of texts) {
      if (how === 'page') assertNothingLive(said, { blocks: ['heading', 'table'] });
      else assertInertScreen(said, how);
      assert.doesNotMatch(said, /^Something that should not happen/, `${what}: a fault of ours`);
    }
  }
  return shown.length;
}

const silent: readonly string[] = ['dbManifests.refreshDatabases', 'dbManifests.stopTunnel'];
