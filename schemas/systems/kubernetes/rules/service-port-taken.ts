import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { protocolOf } from '../servicePorts.ts';

/** Ports, node ports and names of ports are unique in a Service. */
export const servicePortTaken: Rule = {
  id: 'kubernetes/service-port-taken',
  severity: 'error',
  kinds: ['Service'],
  help: `In one Service each \`port\` and each \`nodePort\` occurs once per protocol, and each \`name\` once. The API server
refuses the second one (\`Duplicate value\`). Give it another number or name.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  *check({ spec }) {
    const seen = new Set<string>();
    for (const port of spec.at('ports').items()) {
      const protocol = protocolOf(port);
      for (const key of ['port', 'nodePort']) {
        const number = numberOf(port.at(key));
        if (number && protocol !== undefined)
          yield* twice(seen, port.at(key), `${key} ${number}/${protocol}`, `${number}/${protocol}`);
      }
      const name = knownName(port.at('name'));
      if (name !== undefined) yield* twice(seen, port.at('name'), `name ${name}`, name);
    }
  },
};

function* twice(seen: Set<string>, node: ManifestNode, key: string, value: string): Iterable<Finding> {
  if (seen.has(key)) {
    const message = say`\`${node.path.at(-1) ?? ''}\` "${value}" stands above already, so the API server refuses the Service.`;
    yield { node, message };
  }
  seen.add(key);
}
