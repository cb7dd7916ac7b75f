import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { dnsNameProblem, toDnsName } from '../../../vocabulary/dns.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** Names of containers, volumes and ports inside a pod. */
export const podNameInvalid: Rule = {
  id: 'kubernetes/pod-name-invalid',
  severity: 'error',
  kinds: workloadKinds,
  help: `Containers and volumes of a pod are named with lower-case letters, digits and \`-\`, at most 63 of them. Names of
ports have at most 15, with a letter among them and no \`--\`. The API server refuses others.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec)) {
      yield* wrongLabel(container.at('name'), 'container');
      for (const port of container.at('ports').items()) yield* wrongPort(port.at('name'));
    }
    for (const volume of template.spec.at('volumes').items())
      yield* wrongLabel(volume.at('name'), 'volume', template.spec);
  },
};

/** A volume is renamed together with its mounts. */
function* wrongLabel(node: ManifestNode, what: 'container' | 'volume', pod?: ManifestNode): Iterable<Finding> {
  const name = knownName(node);
  const problem = name === undefined ? undefined : dnsNameProblem(name, 'label');
  if (name === undefined || problem === undefined || /^<.*>$/.test(name)) return;
  const better = toDnsName(name, 'label');
  const isTaken = pod
    ?.at('volumes')
    .items()
    .some((volume) => volume.at('name').value === better);
  const mounts = pod === undefined ? [] : mountsOf(pod, name);
  yield {
    node,
    message:
      what === 'container'
        ? say`Container name "${name}" ${problem}: the API server refuses the pod.`
        : say`Volume name "${name}" ${problem}: the API server refuses the pod.`,
    fixes:
      better === undefined || isTaken
        ? []
        : [
            {
              title: say`Rename to "${better}"`,
              edits: [node, ...mounts].map((each) => ({ do: 'set', node: each, value: better })),
              safe: false,
            },
          ],
  };
}

/** Where containers name a volume. */
function mountsOf(pod: ManifestNode, volume: string): ManifestNode[] {
  return containersOf(pod)
    .flatMap((container) => [...container.at('volumeMounts').items(), ...container.at('volumeDevices').items()])
    .map((mount) => mount.at('name'))
    .filter(({ value }) => value === volume);
}

function* wrongPort(node: ManifestNode): Iterable<Finding> {
  const name = knownName(node);
  if (name === undefined || /^<.*>$/.test(name)) return;
  const problem = portProblem(name);
  if (problem !== undefined)
    yield { node, message: say`Port name "${name}" ${problem}: the API server refuses the pod.` };
}

function portProblem(name: string): Said | undefined {
  if (name.length > 15) return say`has ${name.length} characters, at most 15 are allowed`;
  if (!/[a-z]/i.test(name)) return say`has no letter in it`;
  return name.includes('--') ? say`has "--" in it` : dnsNameProblem(name, 'label');
}
