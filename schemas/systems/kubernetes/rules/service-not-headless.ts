import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder } from '../../../vocabulary/read.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { serviceType } from '../servicePorts.ts';

/** The pods of a StatefulSet get host names from a Service without an address. */
export const serviceNotHeadless: Rule = {
  id: 'kubernetes/service-not-headless',
  severity: 'warning',
  kinds: ['StatefulSet'],
  help: `\`serviceName\` is the Service under which each pod has a host name of its own (\`db-0.db.shop.svc\`), by which the
members of a database find each other. Only a headless Service, one with \`clusterIP: None\`, makes these names; with any
other the pods run, but cannot be reached one by one. Neither field can be changed later: make a headless Service, and
give the clients a second one with an address.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  *check({ resource, spec, workspace }) {
    const node = spec.at('serviceName');
    const name = knownName(node);
    if (name === undefined) return;
    const found = workspace.find('Service', name, resource.identity.namespace);
    const [only] = found;
    if (!only || found.length > 1 || only.resource.partial) return;
    const service = only.resource.root.at('spec');
    const address = service.at('clusterIP');
    if (service.kind !== 'map' || address.value === 'None' || isPlaceholder(address)) return;
    if (serviceType(service) === undefined || serviceType(service) === 'ExternalName') return;
    const replicas = spec.at('replicas');
    const isAlone = replicas.kind === 'missing' || replicas.value === 1;
    yield {
      node,
      // Nobody looks for the only one by its number.
      ...(isAlone ? { severity: 'information' as const } : {}),
      message: say`Service "${name}" is not headless, so the pods get no host names of their own: it needs \`clusterIP: None\`.`,
      related: [{ node: only.resource.root.at('metadata', 'name'), message: say`The Service` }],
    };
  },
};
