import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Names inside of PostgreSQL that become names of volumes. */
export const tablespaceNameInvalid: Rule = {
  id: 'cloudnative-pg/tablespace-name-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The name of a tablespace is a name of PostgreSQL: letters, digits, \`_\` and \`$\`, no digit first, 63 characters at most,
and not \`pg_...\`, which belongs to PostgreSQL. It becomes the name of a volume too, where other characters turn into dashes and
capitals into small letters. The webhook refuses two tablespaces that are the same then. None can be renamed later.`,
  source: webhook('cluster', 1874),
  since: '1.22',
  *check({ spec }) {
    const names = new Map<string, ManifestNode>();
    for (const item of spec.at('tablespaces').items()) {
      const node = item.at('name');
      const name = textOf(node);
      if (name === undefined || name.includes('${')) continue;
      const volume = volumeName(name);
      const twin = names.get(volume);
      if (twin) {
        const message = say`"${name}" and "${String(twin.value)}" would be one volume, so the second is refused: rename it.`;
        yield { node, message, related: [{ node: twin, message: say`The first one.` }] };
        continue;
      }
      names.set(volume, node);
      const message = problemOf(name);
      if (message) yield { node, message };
    }
  },
};

function problemOf(name: string): Said | undefined {
  if (name.startsWith('pg_')) return say`"${name}" is refused: names that begin with \`pg_\` belong to PostgreSQL.`;
  if (!/^[A-Za-z_][A-Za-z0-9_$]*$/.test(name)) {
    return say`"${name}" is refused: the name of a tablespace has letters, digits, \`_\` and \`$\`, and no digit first.`;
  }
  return name.length > 63 ? say`"${name}" has ${name.length} characters and is refused: 63 is the most.` : undefined;
}

/** pkg/specs/volumes.go (convertPostgresIDToK8sName) */
function volumeName(name: string): string {
  return name.toLowerCase().replaceAll(/[_$]/g, '-');
}
