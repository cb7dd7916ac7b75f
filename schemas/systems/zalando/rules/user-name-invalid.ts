import type { Edit, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** One user name that the operator does not take stops the whole cluster. */
export const userNameInvalid: Rule = {
  id: 'zalando/user-name-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Keys of \`users\` begin and end with a lower-case letter or a digit and hold nothing but these, \`_\`, \`-\` and, between
two parts, \`.\`. The operator checks them before it does anything else: a single bad name, and a new cluster gets neither
Secrets nor pods, while a running one no longer gets changes to users and databases. Capital letters are not folded as in SQL.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1607',
  *check({ spec }) {
    const users = spec.at('users');
    for (const [name, node] of users.entries()) {
      if (name.includes('${') || validName.test(name)) continue;
      const repaired = repair(name);
      const free = repaired !== '' && users.at(repaired).kind === 'missing';
      yield {
        node,
        mark: 'key',
        message: say`User name "${name}" stops the operator before it creates any user, Secret or pod: ${problemOf(name)}.`,
        fixes: free
          ? [{ title: say`Rename to "${repaired}"`, edits: rename(spec, name, node, repaired), safe: false }]
          : [],
      };
    }
  },
};

const validName = /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const rotationLists = ['usersWithSecretRotation', 'usersWithInPlaceSecretRotation', 'usersIgnoringSecretRotation'];

function problemOf(name: string): Said {
  if (/[A-Z]/.test(name)) return say`capital letters are not allowed`;
  const wrong = /[^-_.a-z0-9]/u.exec(name)?.[0];
  if (wrong) return wrong.trim() === '' ? say`blanks are not allowed` : say`"${wrong}" is not allowed`;
  return name.includes('..')
    ? say`two dots in a row are not allowed`
    : say`it has to begin and end with a letter or a digit, also beside a dot`;
}

function repair(name: string): string {
  const plain = name.toLowerCase().replace(/[^-_.a-z0-9]+/g, '_');
  const parts = plain.split('.').map((part) => trimEnd(part.replace(/^[-_]+/, ''), '-_'));
  return parts.filter((part) => part !== '').join('.');
}

/** The key together with what refers to it: owners of databases and lists of rotation. */
function rename(spec: ManifestNode, name: string, user: ManifestNode, key: string): Edit[] {
  const owned = spec
    .at('databases')
    .entries()
    .map(([, owner]) => owner);
  const listed = rotationLists.flatMap((list) => textItems(spec.at(list)).map(([, item]) => item));
  const references = [...owned, ...listed].filter((node) => textOf(node) === name);
  return [{ do: 'rename', node: user, key }, ...references.map((node): Edit => ({ do: 'set', node, value: key }))];
}
