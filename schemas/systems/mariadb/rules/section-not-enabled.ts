import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isWritten, mayHaveKey } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** A section is read only if it says so. */
export const sectionNotEnabled: Rule = {
  id: 'mariadb/section-not-enabled',
  severity: 'warning',
  kinds: ['MariaDB', 'MaxScale', 'ExternalMariaDB'],
  help: `This section counts only with \`enabled: true\` in it. Without that the rest of it is not read: no replication, no metrics, no
maintenance; \`tls\` and \`galera.recovery\`, which are on if they are left out, are even switched off. Write \`enabled\`, \`true\` or
\`false\`.`,
  source: types('mariadb', 991),
  wholeOnly: true,
  *check({ spec }) {
    for (const path of sections) {
      const section = spec.at(...path);
      const first = section.entries().find(([key]) => !isFilledInLater(key));
      if (section.kind !== 'map' || first === undefined || mayHaveKey(section, 'enabled')) continue;
      if (path.length > 1 && !isWritten(spec.at(path[0] ?? '', 'enabled'))) continue;
      yield {
        node: section,
        mark: 'key',
        message: isOnByDefault(section)
          ? say`Without \`enabled: true\` this section switches off what would be on without it: write it.`
          : say`Without \`enabled: true\` nothing in this section counts: write it.`,
        fixes: [
          {
            title: say`Write \`enabled: true\``,
            edits: [{ do: 'set', node: section.at('enabled'), value: true }],
            safe: false,
          },
        ],
      };
    }
  },
};

const sections: readonly (readonly string[])[] = [
  ['replication'],
  ['galera'],
  ['galera', 'recovery'],
  ['multiCluster'],
  ['metrics'],
  ['maintenance'],
  ['tls'],
];

function isOnByDefault({ path }: ManifestNode): boolean {
  const name = path.at(-1);
  return name === 'tls' || name === 'recovery';
}
