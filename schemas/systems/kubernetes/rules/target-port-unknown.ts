import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { selectedPods } from '../selectedPods.ts';
import { containersOf } from '../workloads.ts';

/** A port of the pods that is called by name has to have that name. */
export const targetPortUnknown: Rule = {
  id: 'kubernetes/target-port-unknown',
  severity: 'warning',
  kinds: ['Service'],
  help: `\`targetPort\` may be the name of a port of the containers that the Service leads to. The pods that its selector finds in
this workspace have no port of that name, so the Service has no endpoints for it and connections are refused. Use one of
their names, or the number.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  wholeOnly: true,
  *check({ spec, resource, workspace }) {
    const selector = spec.at('selector').entries();
    const targets = spec
      .at('ports')
      .items()
      .map((port) => port.at('targetPort'))
      .filter((node) => /[a-z]/i.test(knownName(node) ?? ''));
    if (selector.length === 0 || targets.length === 0) return;
    const selected = selectedPods(workspace, resource.identity.namespace, selector);
    const names = selected.map(({ resource: { partial }, template }) =>
      partial ? undefined : portNames(template.spec),
    );
    if (names.length === 0 || names.some((known) => known === undefined)) return;
    const known = [...new Set(names.flatMap((each) => each ?? []))];
    for (const node of targets) {
      const name = textOf(node) ?? '';
      if (known.includes(name)) continue;
      const meant = nearestName(name, known) ?? (known.length === 1 ? known[0] : undefined);
      yield {
        node,
        message: unknownPort(name, known),
        fixes:
          meant === undefined
            ? []
            : [{ title: say`Use port "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
        related: selected.slice(0, 1).map(({ resource: pod }) => ({
          node: pod.root.at('metadata', 'name'),
          message: say`${pod.identity.kind} with these pods`,
        })),
      };
    }
  },
};

function unknownPort(name: string, known: readonly string[]): Said {
  if (known.length === 0)
    return say`No container behind this Service has a port "${name}", so connections are refused: their ports have no names.`;
  const names = joined(
    known.map((each) => `"${each}"`),
    ', ',
  );
  return say`No container behind this Service has a port "${name}", so connections are refused: they have ${names}.`;
}

/** Names of all ports; `undefined`: a list or a name is filled in later. */
function portNames(podSpec: ManifestNode): string[] | undefined {
  const names: string[] = [];
  if (podSpec.kind !== 'map') return undefined;
  for (const container of containersOf(podSpec, ['initContainers', 'containers'])) {
    const ports = container.at('ports');
    if (container.kind !== 'map' || (isWritten(ports) && ports.kind !== 'list')) return undefined;
    for (const port of ports.items()) {
      const name = port.at('name');
      if (!isWritten(name)) continue;
      const text = knownName(name);
      if (text === undefined) return undefined;
      names.push(text);
    }
  }
  return names;
}
