import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { setName } from '../parts.ts';

/** A set without a name is called by its place in the list, which another set may be called too. */
export const instanceNameShared: Rule = {
  id: 'crunchy/instance-name-shared',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator calls a set without a name by its place in the list: \`00\`, \`01\` ... If another set has that name,
both are one for it: it counts the pods of both together and removes what seems too many. Give each set a name of its own.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/pkg/apis/postgres-operator.crunchydata.com/v1beta1/postgrescluster_types.go#L580',
  *check({ spec }) {
    const sets = spec.at('instances').items();
    const nameless = new Set(
      sets.flatMap((set, index) => (set.kind !== 'map' || textOf(set.at('name')) ? [] : (setName(set, index) ?? []))),
    );
    for (const set of sets) {
      const node = set.at('name');
      const name = textOf(node);
      if (!name || !nameless.has(name)) continue;
      yield {
        node,
        message: say`A set without a name is called "${name}" as well, and the operator takes both for one: name that set.`,
      };
    }
  },
};
