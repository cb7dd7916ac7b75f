import type { Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { preparedRoles } from '../naming.ts';

/** Of two roles with one name, that of `preparedDatabases` wins over that of `users`. */
export const userPreparedToo: Rule = {
  id: 'zalando/user-prepared-too',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`preparedDatabases\` makes roles such as \`shop_owner\`, \`shop_reader\` and, with \`defaultUsers\`, \`shop_owner_user\`.
Where \`users\` has one of these names too, the operator keeps the prepared role and ignores the entry: its flags have no
effect, and roles without \`_user\` at the end cannot log in and get no Secret. Remove the entry, or give the user a name
of its own.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1598',
  *check({ resource, root, spec }) {
    const prepared = new Map(preparedRoles(spec, resource.identity.name).map((role) => [role.name, role]));
    for (const [name, node] of spec.at('users').entries()) {
      const role = prepared.get(name);
      if (!role) continue;
      const flags = textItems(node).map(([flag]) => flag.toLowerCase());
      // The same user twice changes nothing.
      if (role.login && flags.every((flag) => flag === 'login')) continue;
      yield {
        node,
        mark: 'key',
        message: role.login
          ? say`\`preparedDatabases\` makes role "${name}" too, and that one wins: the flags here are ignored.`
          : say`\`preparedDatabases\` makes role "${name}" too, and that one wins: it cannot log in and gets no Secret.`,
        fixes: [{ title: say`Remove user "${name}"`, edits: [{ do: 'remove', node }], safe: false }],
        related: [{ node: root.at(...role.because), message: say`Role "${name}" is made from this.` }],
      };
    }
  },
};
