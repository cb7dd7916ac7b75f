import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** A probe asks a port of its own container. */
export const probePortUnknown: Rule = {
  id: 'kubernetes/probe-port-unknown',
  severity: 'warning',
  kinds: workloadKinds,
  help: `The port of a probe is a number, or the name of a port of the same container. With any other name the kubelet cannot ask, and
throws the outcome away: a pod with such a readiness or startup probe never gets ready, and a liveness probe never restarts anything.
Use one of the names, or the number.`,
  source: 'https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/probe/util.go',
  wholeOnly: true,
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec, ['initContainers', 'containers'])) {
      const known = portNames(container.at('ports'));
      if (known === undefined) continue;
      for (const [probe, consequence] of consequences) {
        for (const way of ['httpGet', 'tcpSocket']) {
          const node = container.at(probe, way, 'port');
          const name = knownName(node);
          if (name === undefined || /^\d+$/.test(name) || known.includes(name)) continue;
          yield { node, message: consequence(name), fixes: fixesFor(node, name, known) };
        }
      }
    }
  },
};

const neverReady = (name: string): Said =>
  say`The container has no port "${name}" to be asked at, so the pod never gets ready: use a name of its \`ports\`, or a number.`;

const consequences: readonly (readonly [probe: string, consequence: (name: string) => Said])[] = [
  ['readinessProbe', neverReady],
  ['startupProbe', neverReady],
  [
    'livenessProbe',
    (name) =>
      say`The container has no port "${name}" to be asked at, so it is never restarted when it hangs: use a name of its \`ports\`, or a number.`,
  ],
];

/** Of one container; `undefined`: a list or a name is filled in later. */
function portNames(ports: ManifestNode): readonly string[] | undefined {
  if (isWritten(ports) && ports.kind !== 'list') return undefined;
  const names = ports
    .items()
    .map((port) => port.at('name'))
    .filter(isWritten)
    .map(knownName);
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

function fixesFor(node: ManifestNode, name: string, known: readonly string[]): NonNullable<Finding['fixes']> {
  const meant = nearestName(name, known) ?? (known.length === 1 ? known[0] : undefined);
  if (meant === undefined) return [];
  return [{ title: say`Use port "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }];
}
