import type { KeyDictionary, KnownKey } from '../../contract/index.ts';
import { authoredMarkdown } from '../../vocabulary/markdown.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Extensions that come with the operator's default image, as far as they are installed per database. Others are allowed:
 * an image of one's own may hold any. https://github.com/zalando/spilo/blob/master/postgres-appliance/build_scripts/base.sh
 */
export const extensionDictionary: KeyDictionary = {
  keys: () => extensions,
  find: (key) => extensions.find((extension) => extension.key === key),
};

const extensions: readonly KnownKey[] = [
  ['btree_gin', 'Plain columns in GIN indexes, beside arrays or `jsonb`.'],
  ['btree_gist', 'Plain columns in GiST indexes, as exclusion constraints need them.'],
  ['citext', 'Text that compares without regard to capital letters.'],
  ['cube', 'Points and boxes in many dimensions.'],
  ['dblink', 'Queries to other databases from within SQL.'],
  ['earthdistance', 'Distances on the globe; needs `cube`.'],
  ['fuzzystrmatch', 'Words that sound alike or differ by a few letters.'],
  ['hstore', 'Maps of text to text in one column.'],
  ['hypopg', 'Indexes that exist only for the planner, to see whether a real one would help.'],
  ['intarray', 'Operators and indexes for arrays of integers.'],
  ['ltree', 'Labels in trees, such as categories.'],
  ['pg_cron', 'Jobs at times, by SQL; made in one database only, and the image has it loaded already.'],
  ['pg_partman', 'Makes and drops partitions by time or number.'],
  ['pg_stat_kcache', 'CPU and disk reads of statements; the image has it loaded already.'],
  ['pg_stat_statements', 'Counts and times of all statements; the image has it loaded already.'],
  ['pg_trgm', "Similar text and fast `LIKE '%...%'` through trigram indexes."],
  ['pgcrypto', 'Hashes, encryption and random values in SQL.'],
  ['pgq', 'Queues inside the database.'],
  ['plpgsql', 'The procedural language; every database has it already.'],
  ['plpgsql_check', 'Finds mistakes in functions written in PL/pgSQL.'],
  ['postgis', 'Geometry and geography: types, functions and indexes.'],
  ['postgres_fdw', 'Tables of another Postgres server as if they were local.'],
  [
    'set_user',
    'Lets administrators become superuser for a while, with a line in the log; the image has it loaded already.',
  ],
  ['tablefunc', 'Crosstabs and other functions that return tables.'],
  ['timescaledb', 'Time series in hypertables; the image has it loaded already.'],
  ['unaccent', 'Text search without accents.'],
  ['uuid-ossp', 'Generators of UUIDs; Postgres 13 and later have `gen_random_uuid()` without it.'],
  ['vector', 'Vectors and nearest neighbours, for embeddings.'],
].map(([key = '', help = '']) => ({ key, help: authoredMarkdown(help), detail: say`extension`, insert: 'public' }));
