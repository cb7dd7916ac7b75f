import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** Cluster and set together make the names of the StatefulSets, whose pods carry a hash behind it in a label. */
export const instanceNameTooLong: Rule = {
  id: 'crunchy/instance-name-too-long',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `An instance is a StatefulSet \`<cluster>-<set>-<four characters>\`, and Kubernetes puts that name with a hash behind
it into a label of the pod, which takes 63 characters. With more than 46 for cluster and set together the StatefulSet is
made, but its pod is refused: no database ever runs. Shorten one of the names.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/naming/names.go#L262',
  *check({ spec, resource }) {
    const { name: cluster } = resource.identity;
    if (cluster === '' || cluster.includes('${') || cluster.length > most) return;
    for (const set of spec.at('instances').items()) {
      const node = set.at('name');
      const name = textOf(node);
      if (name === undefined || cluster.length + name.length <= most) continue;
      const shorter = trimEnd(name.slice(0, most - cluster.length), '-');
      yield {
        node,
        message: say`Pods of this set are refused: cluster and set together have ${cluster.length + name.length} characters, at most ${most} fit. Shorten one of them.`,
        fixes:
          shorter === ''
            ? []
            : [{ title: say`Rename to "${shorter}"`, edits: [{ do: 'set', node, value: shorter }], safe: false }],
      };
    }
  },
};

const most = 46;
