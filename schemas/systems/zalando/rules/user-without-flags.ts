import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** A user with nothing behind the colon is dropped by the API server. */
export const userWithoutFlags: Rule = {
  id: 'zalando/user-without-flags',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Nothing behind the colon is \`null\` in YAML. The definition of operator 2.0 does not allow that any more, so the API server
drops such entries before the operator sees them. The user is not created, gets no Secret, and databases that it should own are not
created either; nobody says so. An ordinary user that can log in has an empty list: \`[]\`.`,
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable',
  since: '2.0',
  *check({ spec }) {
    for (const [name, node] of spec.at('users').entries()) {
      if (node.value !== null || name.includes('${')) continue;
      yield {
        node,
        mark: 'key',
        message: say`User "${name}" is dropped, because nothing stands behind the colon: write \`[]\`.`,
        fixes: [{ title: say`Write \`[]\``, edits: [{ do: 'set', node, value: [] }] }],
      };
    }
  },
};
