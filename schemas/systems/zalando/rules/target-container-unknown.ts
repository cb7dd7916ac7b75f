import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { mayHoldOthers, textItems, textOf } from '../../../vocabulary/read.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresContainer, sidecarNames } from '../pods.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** A volume for a container that does not exist is mounted nowhere. */
export const targetContainerUnknown: Rule = {
  id: 'zalando/target-container-unknown',
  severity: 'information',
  kinds: ['postgresql'],
  help: `\`targetContainers\` names containers of the pod: \`postgres\`, the sidecars of this manifest, and those that
the operator's configuration adds. A volume is mounted in none of the init containers, and a name that no container
has is passed over, so the files are missing where they are expected.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1828',
  wholeOnly: true,
  *check({ spec, workspace }) {
    const sidecars = spec.at('sidecars');
    // A name that is filled in later may be the one.
    if (mayHoldOthers(sidecars, 'name')) return;
    const images = configuredSettings(workspace, 'sidecar_docker_images').flatMap((map) => map.entries());
    const known = [
      postgresContainer,
      ...sidecarNames(spec),
      ...namesOf(configuredSettings(workspace, 'sidecars')),
      ...images.map(([name]) => name),
    ];
    // A sidecar without a name is called after its position; the last one is the operator's own.
    const others = ['all', ...sidecars.items().map((_, index) => `sidecar-${index}`), 'scalyr-sidecar'];
    const init = namesOf([spec.at('initContainers')]);
    for (const volume of spec.at('additionalVolumes').items()) {
      const targets = textItems(volume.at('targetContainers'));
      for (const [name, node] of targets) {
        if (known.includes(name) || others.includes(name)) continue;
        yield {
          node,
          ...(init.includes(name)
            ? {
                severity: 'warning',
                message: say`Init container "${name}" does not get the volume: only containers do.`,
              }
            : { message: say`The volume is not mounted in "${name}": this manifest has no such container.` }),
          fixes: [
            ...byNearness(name, known)
              .filter((value) => !targets.some(([target]) => target === value))
              .map((value) => ({
                title: say`Use "${value}"`,
                edits: [{ do: 'set' as const, node, value }],
                safe: false as const,
              })),
            ...(targets.length > 1 ? [{ title: say`Remove "${name}"`, edits: [{ do: 'remove' as const, node }] }] : []),
          ],
        };
      }
    }
  },
};

function namesOf(lists: readonly ManifestNode[]): readonly string[] {
  return lists.flatMap((list) => list.items().flatMap((container) => textOf(container.at('name')) ?? []));
}

function byNearness(name: string, known: readonly string[]): readonly string[] {
  const nearest = nearestName(name, known);
  return nearest === undefined ? known : [nearest, ...known.filter((other) => other !== nearest)];
}
