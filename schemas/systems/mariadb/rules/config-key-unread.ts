import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** The server reads files of one ending. */
export const configKeyUnread: Rule = {
  id: 'mariadb/config-key-unread',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The key of \`myCnfConfigMapKeyRef\` becomes the name of a file, and the server reads only files that end in \`.cnf\`. Others lie there, and
no setting in them counts. Rename the key in the ConfigMap and here.`,
  source: manual('configuration.md#mycnf'),
  *check({ spec }) {
    const node = spec.at('myCnfConfigMapKeyRef', 'key');
    const key = knownName(node);
    if (key === undefined || key.endsWith('.cnf')) return;
    yield {
      node,
      message: say`The server reads only files that end in \`.cnf\`, so nothing in "${key}" counts: rename the key.`,
    };
  },
};
