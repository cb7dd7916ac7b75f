import type { Action, HealthLine, Labels, ManifestNode, Need, ReadRecipe, Resource } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { configMaps, secrets } from '../../vocabulary/objectTypes.ts';
import { numberOf, textItems, textOf } from '../../vocabulary/read.ts';
import { isLive } from '../../vocabulary/recipes.ts';
import { say } from '../../vocabulary/say.ts';
import { settingLists } from './names.ts';
import { stateOf } from './stateOf.ts';

/** Its pods have no known labels, and its protocol no client here: logs, a restart, and a tunnel for programs of its own. */
export const recipe: ReadRecipe = (resource, _configuration, owned = []) => {
  if (isFilledInLater(resource.identity.name)) return undefined;
  const spec = resource.root.at('spec');
  const port = listenPort(spec.at('template', 'spec', 'containers'));
  return {
    members: owned.map((labels) => ({ labels })),
    ...(port === undefined ? {} : { listens: { port } }),
    // Offered before the pods are known; with none it is refused.
    actions: owned.length < 2 ? [restart(owned[0])] : owned.map(restart),
    needs: needsOf(spec),
    health: healthOf(resource),
    operator: { pods: [{ name: 'zenith-operator' }], container: 'zenith-operator' },
  };
};

/** The note calls it `listen-port`. */
function listenPort(containers: ManifestNode): number | undefined {
  const ports = containers.items().flatMap((container) => container.at('ports').items());
  const port = ports.find((each) => each.at('name').value === 'listen-port');
  return port && numberOf(port.at('containerPort'));
}

/** @param index of several groups. */
function restart(labels?: Labels, index?: number): Action {
  return {
    id: index === undefined ? 'restart' : `restart-${index + 1}`,
    command: 'restart',
    title: index === undefined ? say`Restart all pods` : say`Restart the pods of group ${index + 1}`,
    consequence: say`The pods are deleted one after the other, each once the one before has a successor that is ready. Which one is active is not known here: sessions break when its turn comes, until the standby has taken over.`,
    steps: () => (labels ? [{ kind: 'delete-pods', labels }] : []),
    ...(labels ? { until: () => ({ kind: 'pods-renewed', labels }) as const } : {}),
  };
}

function needsOf(spec: ManifestNode): readonly Need[] {
  return settingLists(spec).flatMap(([type, list]) =>
    textItems(list)
      .filter(([name]) => !isFilledInLater(name))
      .map(([name, { path }]) => ({
        object: { ...(type === 'Secret' ? secrets : configMaps), name },
        purpose: say`named in \`${path.slice(0, -1).join('.')}\``,
        remedy: say`Make the ${type}, or take its name out of the list.`,
      })),
  );
}

/** Of an object of the cluster: where its state stands is not known, so any field of the status that reads like one counts. */
function healthOf({ root }: Resource): readonly HealthLine[] {
  if (!isLive(root)) return [];
  const found = root
    .at('status')
    .entries()
    .flatMap(([, node]) => stateOf(textOf(node) ?? '') ?? []);
  return found.map(({ name, meaning, isGood, remedy }) => ({
    title: say`State`,
    state: isGood ? 'good' : remedy === undefined ? 'note' : 'bad',
    text: say`\`${name}\`: ${meaning}`,
    ...(remedy === undefined ? {} : { remedy }),
  }));
}
