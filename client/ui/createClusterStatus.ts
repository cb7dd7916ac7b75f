import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import type { CurrentCluster } from '../commands/currentCluster.ts';
import { createStatusBar } from '../screen/statusItems.ts';

/**
 * Which context and namespace commands go to: in the status bar once a cluster was used or the view was opened, in the
 * colour of a warning where the context is protected.
 */
export function createClusterStatus(
  current: CurrentCluster,
  isProtected: (context: string) => boolean,
): vscode.Disposable {
  const item = createStatusBar({
    ...{ id: 'dbManifests.cluster', name: say`Database Manifests: Context` },
    ...{ command: 'dbManifests.chooseContext', priority: 10 },
  });
  let asked = 0;

  async function show(): Promise<void> {
    const mine = ++asked;
    const place = await findPlace(current);
    // A later question is under way: its answer counts.
    if (mine !== asked) return;
    if (!place) {
      item.hide();
      return;
    }
    const { context, namespace } = place;
    const isGuarded = isProtected(context);
    item.show({
      icon: isGuarded ? 'shield' : 'database',
      text: say`${context}/${namespace}`,
      tooltip: isGuarded
        ? say`Protected: sessions begin read-only or ask for a name, and so do changes. Click to choose another context.`
        : say`Database commands go to this context and namespace. Click to choose another context.`,
      label: isGuarded
        ? say`Protected context ${context}, namespace ${namespace}`
        : say`Context ${context}, namespace ${namespace}`,
      isWarning: isGuarded,
    });
  }

  const stopListening = current.onChange(() => void show());
  void show();
  return vscode.Disposable.from(
    item,
    { dispose: stopListening },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dbManifests.protectedContexts')) void show();
    }),
  );
}

/** `undefined`: there is no kubeconfig, or nothing in it is in use. */
async function findPlace(current: CurrentCluster): Promise<{ context: string; namespace: string } | undefined> {
  try {
    const context = await current.context();
    if (context === '') return undefined;
    const { contexts } = await current.clusters.contexts();
    const own = contexts.find(({ name }) => name === context)?.namespace;
    return { context, namespace: current.namespace(context) ?? own ?? 'default' };
  } catch {
    // Commands and the view say what is wrong with it.
    return undefined;
  }
}
