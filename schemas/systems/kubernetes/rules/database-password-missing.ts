import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseImage, startsServer, variable } from '../databaseImages.ts';
import type { DatabaseImage } from '../databaseImages.ts';
import { podTemplateOf } from '../workloads.ts';

/** Any of these lets the script of the image set up a new database; the first one is what a fix writes. */
const enough: Readonly<Record<DatabaseImage['database'], readonly string[]>> = {
  postgres: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_HOST_AUTH_METHOD'],
  mysql: [
    'MYSQL_ROOT_PASSWORD',
    'MYSQL_ROOT_PASSWORD_FILE',
    'MYSQL_ALLOW_EMPTY_PASSWORD',
    'MYSQL_RANDOM_ROOT_PASSWORD',
  ],
  mariadb: ['MARIADB', 'MYSQL'].flatMap((prefix) => [
    `${prefix}_ROOT_PASSWORD`,
    `${prefix}_ROOT_PASSWORD_FILE`,
    `${prefix}_ROOT_PASSWORD_HASH`,
    `${prefix}_ROOT_PASSWORD_HASH_FILE`,
    `${prefix}_ALLOW_EMPTY_ROOT_PASSWORD`,
    `${prefix}_ALLOW_EMPTY_PASSWORD`,
    `${prefix}_RANDOM_ROOT_PASSWORD`,
  ]),
  mongo: [],
};

/** Images of databases do not make one without a password. */
export const databasePasswordMissing: Rule = {
  id: 'kubernetes/database-password-missing',
  severity: 'warning',
  kinds: ['StatefulSet', 'Deployment', 'Pod'],
  help: `The official images of PostgreSQL, MySQL and MariaDB set up a database when their volume is empty, and stop if no
variable says what the superuser's password is: \`POSTGRES_PASSWORD\`, \`MYSQL_ROOT_PASSWORD\`, or the same with \`_FILE\`.
The image of MongoDB wants \`MONGO_INITDB_ROOT_USERNAME\` and \`MONGO_INITDB_ROOT_PASSWORD\`, or neither. Take the password
from a Secret. On a volume that holds a database these variables change nothing.`,
  source: 'https://github.com/docker-library/docs/blob/master/postgres/README.md#postgres_password',
  wholeOnly: true,
  *check({ resource }) {
    for (const container of podTemplateOf(resource)?.spec.at('containers').items() ?? []) {
      const database = databaseImage(container)?.database;
      if (database === undefined || !startsServer(container)) continue;
      if (database === 'mongo') yield* mongoFinding(container, resource.identity.name);
      else if (enough[database].every((name) => variable(container, name) === false)) {
        const name = enough[database][0] ?? '';
        yield {
          node: container.at('image'),
          message: say`The image does not set up a database without a password: set \`${name}\`, from a Secret.`,
          fixes: [fromSecret(container, name, resource.identity.name)],
        };
      }
    }
  },
};

function* mongoFinding(container: ManifestNode, workload: string): Iterable<Finding> {
  for (const [one, other] of [
    ['USERNAME', 'PASSWORD'],
    ['PASSWORD', 'USERNAME'],
  ]) {
    const missing = `MONGO_INITDB_ROOT_${other ?? ''}`;
    const set = variable(container, `MONGO_INITDB_ROOT_${one ?? ''}`);
    const isMissing = variable(container, missing) === false && variable(container, `${missing}_FILE`) === false;
    if (!set || !isMissing) continue;
    yield {
      node: set.at('name'),
      message: say`The image does not start with this variable alone: set \`${missing}\` too.`,
      fixes: [fromSecret(container, missing, workload)],
    };
  }
}

function fromSecret(container: ManifestNode, name: string, workload: string): NonNullable<Finding['fixes']>[number] {
  const secret = workload || 'database';
  const key = name.endsWith('USERNAME') ? 'username' : 'password';
  const value = { name, valueFrom: { secretKeyRef: { name: secret, key } } };
  return {
    title: say`Take ${name} from Secret "${secret}", key \`${key}\``,
    edits: [{ do: 'append', node: container.at('env'), value }],
    safe: false,
  };
}
