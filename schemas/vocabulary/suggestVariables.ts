import type { SuggestContext, Suggestion } from '../contract/index.ts';
import { describedValues } from './describedValues.ts';
import { textOf } from './read.ts';

/** What libpq, and most programs that use it, read. */
const clientVariables = describedValues({
  PGHOST: 'Host that PostgreSQL clients connect to.',
  PGPORT: 'Port that PostgreSQL clients connect to.',
  PGDATABASE: 'Database that PostgreSQL clients connect to.',
  PGUSER: 'User that PostgreSQL clients log in as.',
  PGPASSWORD: 'Password of PostgreSQL clients: take it from a Secret.',
  PGSSLMODE: 'How far PostgreSQL clients ask for TLS.',
  PGSSLROOTCERT: 'File with the authority that has signed the certificate of the server.',
  DATABASE_URL: 'Address with user and password, as many frameworks read it: take it from a Secret.',
});

/** What the start scripts of the official images read. */
const imageVariables: readonly (readonly [image: RegExp, variables: readonly Suggestion[]])[] = [
  [
    /(?:^|\/)postgres(?::|@|$)/,
    describedValues({
      POSTGRES_PASSWORD: 'Password of the first user: take it from a Secret. Without it the server does not start.',
      POSTGRES_USER: 'Name of the first user; `postgres` if left out.',
      POSTGRES_DB: 'Database that is made at the first start.',
      PGDATA: 'Folder of the data. Below a volume take a folder of its own.',
      POSTGRES_INITDB_ARGS: 'Arguments for `initdb` at the first start.',
      POSTGRES_HOST_AUTH_METHOD: 'How clients from outside log in.',
    }),
  ],
  [
    /(?:^|\/)mariadb(?::|@|$)/,
    describedValues({
      MARIADB_ROOT_PASSWORD: 'Password of `root`: take it from a Secret. Without it the server does not start.',
      MARIADB_DATABASE: 'Database that is made at the first start.',
      MARIADB_USER: 'User that owns the database.',
      MARIADB_PASSWORD: 'Password of the user: take it from a Secret.',
      MARIADB_AUTO_UPGRADE: 'The data is brought to the version of the image at the start.',
    }),
  ],
  [
    /(?:^|\/)mysql(?::|@|$)/,
    describedValues({
      MYSQL_ROOT_PASSWORD: 'Password of `root`: take it from a Secret. Without it the server does not start.',
      MYSQL_DATABASE: 'Database that is made at the first start.',
      MYSQL_USER: 'User that owns the database.',
      MYSQL_PASSWORD: 'Password of the user: take it from a Secret.',
    }),
  ],
];

/** Names of variables of a container: those that its image reads, else those of clients. */
export function suggestVariables({ resource, node }: SuggestContext): readonly Suggestion[] {
  const env = node.path.lastIndexOf('env');
  const image =
    env > 0 ? textOf(resource.root.at(...node.path.slice(resource.root.path.length, env), 'image')) : undefined;
  const ofImage = imageVariables.find(([name]) => image !== undefined && name.test(image));
  return ofImage ? ofImage[1] : clientVariables;
}
