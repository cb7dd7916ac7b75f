import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isReservedRole } from '../naming.ts';
import { webhook } from '../sources.ts';

/** Roles of the cluster's own list. */
export const managedRoleInvalid: Rule = {
  id: 'cloudnative-pg/managed-role-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The webhook refuses a role that stands twice under \`managed.roles\`, one that belongs to the operator or to PostgreSQL
(\`postgres\`, \`streaming_replica\`, \`pg_...\`, \`cnpg_...\`), a limit of connections below -1, and a password together with
\`disablePassword\`. To set the password of \`postgres\` use \`superuserSecret\`.`,
  source: webhook('cluster', 2576),
  since: '1.20',
  *check({ spec }) {
    const seen = new Map<string, ManifestNode>();
    for (const role of spec.at('managed', 'roles').items()) {
      const node = role.at('name');
      const name = textOf(node);
      const twin = name === undefined ? undefined : seen.get(name);
      if (name !== undefined && twin) {
        const related = [{ node: twin, message: say`The other one.` }];
        yield { node, message: say`Role "${name}" stands twice, which is refused: make one of the two.`, related };
      } else if (name !== undefined) seen.set(name, node);
      if (name !== undefined && isReservedRole(name)) {
        yield {
          node,
          message: say`Role "${name}" belongs to the operator or to PostgreSQL, so it is refused: remove it, or choose another name.`,
        };
      }
      yield* attributes(role);
    }
  },
};

function* attributes(role: ManifestNode): Iterable<Finding> {
  const limit = role.at('connectionLimit');
  const number = numberOf(limit);
  if (number !== undefined && number < -1) {
    yield {
      node: limit,
      message: say`A limit of ${number} is refused: -1 is no limit, 0 lets nobody in.`,
      fixes: [{ title: say`Write -1`, edits: [{ do: 'set', node: limit, value: -1 }], safe: false }],
    };
  }
  const [secret, none] = [role.at('passwordSecret'), role.at('disablePassword')];
  if (!isTrue(none) || !isWritten(secret)) return;
  yield {
    node: none,
    mark: 'key',
    message: say`A role has a password or none, so \`disablePassword\` beside \`passwordSecret\` is refused: remove one.`,
    fixes: [none, secret].map((node) => ({
      title: say`Remove \`${String(node.path.at(-1))}\``,
      edits: [{ do: 'remove', node }],
      safe: false,
    })),
  };
}
