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
    for (const volume of template.spec.at('volumes').items()) yield* wrongLabel(volume.at('name'), 'volume');
  },
};

function* wrongLabel(node: ManifestNode, what: 'container' | 'volume'): Iterable<Finding> {
  const name = knownName(node);
  const problem = name === undefined ? undefined : dnsNameProblem(name, 'label');
  if (name === undefined || problem === undefined || /^<.*>$/.test(name)) return;
  const better = what === 'container' ? toDnsName(name, 'label') : undefined;
  yield {
    node,
    message:
      what === 'container'
        ? say`Container name "${name}" ${problem}: the API server refuses the pod.`
        : say`Volume name "${name}" ${problem}: the API server refuses the pod.`,
    fixes:
      better === undefined
        ? []
        : [{ title: say`Rename to "${better}"`, edits: [{ do: 'set', node, value: better }], safe: false }],
  };
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
