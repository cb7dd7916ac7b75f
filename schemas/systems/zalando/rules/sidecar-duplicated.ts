import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { freeName, postgresContainer, sidecarNames } from '../pods.ts';

/** Of two sidecars with one name the operator drops the later one. */
export const sidecarDuplicated: Rule = {
  id: 'zalando/sidecar-duplicated',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Where two sidecars have the same name, the operator keeps the first one and drops the other with a line in
its log. Give each sidecar a name of its own.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L639',
  *check({ spec }) {
    const taken = new Set(sidecarNames(spec));
    const seen = new Set<string>();
    for (const sidecar of spec.at('sidecars').items()) {
      const node = sidecar.at('name');
      const name = textOf(node);
      if (!name || name === postgresContainer) continue;
      if (!seen.has(name)) {
        seen.add(name);
        continue;
      }
      const free = freeName(name, taken);
      yield {
        node,
        message: say`Sidecar "${name}" is declared twice: the operator drops this one.`,
        fixes: [{ title: say`Rename it to "${free}"`, edits: [{ do: 'set', node, value: free }], safe: false }],
      };
    }
  },
};
