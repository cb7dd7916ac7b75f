import type { Rule } from '../../../contract/index.ts';
import { isWritten, mayHaveKey } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { groupKinds } from '../groups.ts';
import { v2Code } from '../sources.ts';

/** The operator looks into what is not there. */
export const spreadWithoutPlaces: Rule = {
  id: 'tidb/spread-without-places',
  severity: 'error',
  kinds: groupKinds,
  help: `A policy of type \`EvenlySpread\` names the places in \`evenlySpread.topologies\`. The API server takes one without, and the second operator
then fails at this group with a nil pointer, again and again: no instance is made or changed. Name the places, or take the policy out.`,
  source: v2Code('pkg/controllers/pdgroup/tasks/updater.go', 66),
  wholeOnly: true,
  *check({ spec }) {
    for (const policy of spec.at('schedulePolicies').items()) {
      const type = policy.at('type');
      if (type.value !== 'EvenlySpread' || isWritten(policy.at('evenlySpread')) || mayHaveKey(policy, 'evenlySpread'))
        continue;
      yield {
        node: type,
        message: say`\`evenlySpread\` is missing, and the operator fails at this group for ever: name the places, or take the policy out.`,
      };
    }
  },
};
