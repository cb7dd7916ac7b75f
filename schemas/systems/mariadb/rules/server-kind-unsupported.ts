import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';
import { kindsOfOwnServers } from '../suggestions.ts';

/** Not everything works with a server that runs elsewhere. */
export const serverKindUnsupported: Rule = {
  id: 'mariadb/server-kind-unsupported',
  severity: 'warning',
  kinds: [
    ...['MaxScale', 'Backup', 'PhysicalBackup', 'Restore', 'Connection'],
    ...['Database', 'User', 'Grant', 'SqlJob'],
  ],
  help: `\`mariaDbRef.kind\` is \`MariaDB\` or \`ExternalMariaDB\`, and the operator takes any other text for the former. Physical backups, restores
and MaxScale work with a \`MariaDB\` only: they look for one of this name, whatever the kind says.`,
  source: manual('external_mariadb.md#supported-objects'),
  *check({ resource, spec }) {
    const node = spec.at('mariaDbRef', 'kind');
    const kind = knownName(node);
    if (kind === undefined || kind === 'MariaDB') return;
    const isExternal = kind === 'ExternalMariaDB';
    if (isExternal && !kindsOfOwnServers.has(resource.identity.kind)) return;
    yield {
      node,
      message: isExternal
        ? say`This works with a \`MariaDB\` only, and the operator looks for one of this name: a server elsewhere is backed up with \`Backup\`.`
        : say`The operator takes "${kind}" for \`MariaDB\`: write \`MariaDB\` or \`ExternalMariaDB\`.`,
    };
  },
};
