import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { freeName, postgresContainer, sidecarNames } from '../pods.ts';

/** Containers of a pod have different names, and `postgres` is taken. */
export const sidecarNameReserved: Rule = {
  id: 'zalando/sidecar-name-reserved',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A pod cannot have two containers of one name. \`postgres\` is the container of the database itself, and init
containers count as well: Kubernetes refuses the StatefulSet. Rename the sidecar.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1450',
  *check({ spec }) {
    const initNames = spec
      .at('initContainers')
      .items()
      .flatMap((container) => textOf(container.at('name')) ?? []);
    const taken = new Set([postgresContainer, ...initNames, ...sidecarNames(spec)]);
    for (const sidecar of spec.at('sidecars').items()) {
      const node = sidecar.at('name');
      const name = textOf(node);
      if (name === undefined || (name !== postgresContainer && !initNames.includes(name))) continue;
      const free = freeName(name, taken);
      yield {
        node,
        message:
          name === postgresContainer
            ? say`Sidecar name "${name}" is taken by the container of the database: the pods are not created.`
            : say`Sidecar name "${name}" is taken by an init container: the pods are not created.`,
        fixes: [{ title: say`Rename it to "${free}"`, edits: [{ do: 'set', node, value: free }], safe: false }],
      };
    }
  },
};
