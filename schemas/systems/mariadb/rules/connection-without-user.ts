import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenOf } from '../choices.ts';
import { hasFirstUser, mayBeCluster } from '../naming.ts';
import { code } from '../sources.ts';

/** A connection is somebody's. */
export const connectionWithoutUser: Rule = {
  id: 'mariadb/connection-without-user',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `\`connection\` and its like are Secrets for the first user: the operator makes them only with \`username\`, \`database\` and a password.
Those of primary and replicas it makes with several servers only. For another user write a \`Connection\`.`,
  source: code('internal/controller/mariadb_controller.go', 1078),
  wholeOnly: true,
  *check({ spec }) {
    const written = writtenOf(spec, ['connection', 'primaryConnection', 'secondaryConnection']);
    const hasPassword = !['passwordHashSecretKeyRef', 'passwordPlugin'].some((field) => isWritten(spec.at(field)));
    for (const node of written) {
      const isForSeveral = node.path.at(-1) !== 'connection';
      const message =
        !hasFirstUser(spec) || !hasPassword
          ? say`The operator makes it for the first user only: write \`username\` and \`database\`, and no hash or plugin.`
          : say`With a single server the operator makes \`connection\` only: rename it.`;
      if (!hasFirstUser(spec) || !hasPassword || (isForSeveral && !mayBeCluster(spec)))
        yield { node, mark: 'key', message };
    }
  },
};
