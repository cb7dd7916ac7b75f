import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isTrue, isWritten, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { mayBeCluster } from '../naming.ts';
import { webhook } from '../sources.ts';

/** Members know each other, and their primary. */
export const multiClusterInvalid: Rule = {
  id: 'mariadb/multi-cluster-invalid',
  severity: 'error',
  kinds: ['MariaDB'],
  since: '26.6',
  help: `A member of a multi-cluster has replication or Galera itself. \`members\` lists all, this MariaDB by its own name too, and
\`primary\` is the name of one of them. The webhook refuses anything else.`,
  source: webhook('mariadb', 313),
  wholeOnly: true,
  *check({ resource, spec }) {
    const section = spec.at('multiCluster');
    const enabled = section.at('enabled');
    if (!isTrue(enabled)) return;
    if (!mayBeCluster(spec))
      yield {
        node: enabled,
        message: say`The webhook refuses a multi-cluster of single servers: switch on \`replication\` or \`galera\`.`,
      };
    const members = section.at('members');
    const primary = section.at('primary');
    if (!isWritten(primary))
      yield { node: primary, message: say`The webhook wants to know which member takes writes: write \`primary\`.` };
    if (mayHoldOthers(members, 'name')) return;
    const known = new Set(members.items().map((member) => member.at('name').value));
    const own = resource.root.at('metadata', 'name');
    const asMember = (node: ManifestNode): Iterable<Finding> =>
      missing(node, known, members.kind === 'missing' ? section : members);
    yield* asMember(own);
    if (primary.value !== own.value) yield* asMember(primary);
  },
};

function* missing(node: ManifestNode, known: ReadonlySet<unknown>, place: ManifestNode): Iterable<Finding> {
  const name = textOf(node);
  if (name === undefined || isFilledInLater(name) || known.has(name)) return;
  yield {
    node: place,
    mark: 'key',
    message: say`No member is called "${name}", and the webhook refuses that: list it.`,
  };
}
