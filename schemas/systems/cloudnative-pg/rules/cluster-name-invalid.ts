import type { Fix, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';
import { webhook } from '../sources.ts';

/** The name is the beginning of those of Services, pods and Secrets. */
export const clusterNameInvalid: Rule = {
  id: 'cloudnative-pg/cluster-name-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The name of a cluster begins the names of its Services, pods and Secrets, so it has to be a DNS label: lower-case
letters, digits and dashes, a letter first, no dash last. It may have 50 characters at most. The webhook refuses any other
name. Nothing can be renamed later, so choose well.`,
  source: webhook('cluster', 1843),
  *check({ resource, root }) {
    const { name } = resource.identity;
    if (!name || isFilledInLater(name)) return;
    const node = root.at('metadata', 'name');
    const meant = repaired(name);
    const rename: Fix = { title: say`Rename to "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false };
    if (!/^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(name)) {
      const message = say`"${name}" is refused: the name of a cluster has lower-case letters, digits and dashes, a letter first and no dash last.`;
      yield { node, message, fixes: meant === '' ? [] : [rename] };
    } else if (name.length > longest) {
      const message = say`"${name}" is refused: it has ${name.length} characters, and the name of a cluster has ${longest} at most.`;
      yield { node, message };
    }
  },
};

const longest = 50;

function repaired(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^-a-z0-9]/g, '-')
    .replace(/^[-0-9]+/, '');
  return trimEnd(plain.slice(0, longest), '-');
}
