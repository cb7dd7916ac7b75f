import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { freeName, postgresContainer, sidecarNames } from '../pods.ts';

/** Containers of a pod have different names, those that run before the others too. */
export const initContainerNameTaken: Rule = {
  id: 'zalando/init-container-name-taken',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A pod cannot have two containers of one name, even where one of them has ended before the other starts. \`postgres\` is
the container of the database. The API server takes the cluster, and Kubernetes refuses its StatefulSet: no pods are
created. Rename the init container.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1450',
  *check({ spec }) {
    const containers = spec.at('initContainers').items();
    const names = containers.flatMap((container) => knownName(container.at('name')) ?? []);
    const taken = new Set([postgresContainer, ...names, ...sidecarNames(spec)]);
    const seen = new Set<string>();
    for (const container of containers) {
      const node = container.at('name');
      const name = knownName(node);
      if (name === undefined) continue;
      const isPostgres = name === postgresContainer;
      if (isPostgres || seen.has(name)) {
        const free = freeName(name, taken);
        yield {
          node,
          message: isPostgres
            ? say`Init container name "${name}" is taken by the container of the database: the pods are not created.`
            : say`Init container name "${name}" is used twice: the pods are not created.`,
          fixes: [{ title: say`Rename it to "${free}"`, edits: [{ do: 'set', node, value: free }], safe: false }],
        };
      }
      seen.add(name);
    }
  },
};
