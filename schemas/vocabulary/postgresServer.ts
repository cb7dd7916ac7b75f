import type { ManifestNode, ReleaseChange, Resource, Said, ServerKind, WrittenVersion } from '../contract/index.ts';
import { isHidden, isWritten, textOf } from './read.ts';
import { say } from './say.ts';

/** Where a pack's resources say what their Postgres is to be like. */
export interface PostgresPlaces {
  readonly kinds: readonly string[];
  /** Kinds that are about databases in it. */
  readonly contents?: readonly string[];
  versionIn(resource: Resource): WrittenVersion | undefined;
  /** The map with the parameters, written or not. */
  parameters(resource: Resource): ManifestNode;
  /** Names of extensions: keys, or texts. */
  extensions?(resource: Resource): readonly (readonly [name: string, node: ManifestNode])[];
}

/** Postgres behind the resources of a pack: its major versions, and what each of them makes of what is written. */
export function postgresServer(places: PostgresPlaces): ServerKind {
  const { kinds, contents = [] } = places;
  const shared = { kinds, severity: 'information' } as const;
  const changes: readonly ReleaseChange[] = [
    ...defaults.map(({ parameter, since, source, message }) => ({
      ...{ ...shared, since, effect: 'default' as const, source },
      id: `postgresql/${parameter.replaceAll('_', '-')}-default`,
      *find({ resource }: { readonly resource: Resource }) {
        const parameters = places.parameters(resource);
        if (isHidden(parameters) || hasParameter(parameters, parameter)) return;
        yield { node: parameters.at(parameter), mark: 'key' as const, message };
      },
    })),
    ...meanings.map(({ what, since, source, message }) => ({
      ...{ ...shared, since, effect: 'different' as const, source },
      id: `postgresql/${what}`,
      *find({ resource }: { readonly resource: Resource }) {
        yield { node: places.versionIn(resource)?.node ?? resource.root.at('kind'), message };
      },
    })),
    ...extensions.map(({ name, since, source, message }) => ({
      ...{ kinds: [...kinds, ...contents], since, effect: 'refused' as const, severity: 'error' as const, source },
      id: `postgresql/${name.replaceAll('_', '-')}-extension`,
      *find({ resource }: { readonly resource: Resource }) {
        for (const [written, node] of places.extensions?.(resource) ?? [])
          if (written === name)
            yield {
              ...{ node, message },
              fixes: [
                { title: say`Remove \`${name}\``, edits: [{ do: 'remove' as const, node }], safe: false as const },
              ],
            };
      },
    })),
    {
      ...{ ...shared, since: '18', effect: 'different' },
      id: 'postgresql/md5-deprecated',
      source: 'https://www.postgresql.org/docs/18/release-18.html',
      *find({ resource }) {
        const node = places.parameters(resource).at('password_encryption');
        if (textOf(node)?.toLowerCase() !== 'md5') return;
        yield {
          node,
          message: say`Postgres 18 warns of each password that is made: md5 is deprecated, and a later version will not have it. Use \`scram-sha-256\` once all clients can.`,
        };
      },
    },
  ];
  return {
    id: 'postgresql',
    title: 'PostgreSQL',
    versions: majors,
    kinds,
    contents,
    versionIn: (resource) => places.versionIn(resource),
    changes,
  };
}

const majors = ['9.6', '10', '11', '12', '13', '14', '15', '16', '17', '18'];

/** In any case of letters, as Postgres reads them. */
function hasParameter(parameters: ManifestNode, name: string): boolean {
  return parameters.entries().some(([key, node]) => key.toLowerCase() === name && isWritten(node));
}

const notes = (major: number) => `https://www.postgresql.org/docs/${String(major)}/release-${String(major)}.html`;

/** Those that what runs Postgres leaves alone, and that a person notices. */
const defaults: readonly {
  readonly parameter: string;
  readonly since: string;
  readonly source: string;
  readonly message: Said;
}[] = [
  {
    ...{ parameter: 'password_encryption', since: '14', source: notes(14) },
    message: say`New passwords are hashed by \`scram-sha-256\`: \`password_encryption\` is left out, which meant \`md5\` before Postgres 14, unless what runs Postgres sets it. Clients with old drivers cannot log in with such a password.`,
  },
  {
    ...{ parameter: 'hash_mem_multiplier', since: '15', source: notes(15) },
    message: say`A hash may take twice \`work_mem\`: \`hash_mem_multiplier\` is left out, which means 2 since Postgres 15, and 1 before. Look at the memory limit of the pods, or write 1.`,
  },
  {
    ...{ parameter: 'vacuum_buffer_usage_limit', since: '17', source: notes(17) },
    message: say`VACUUM takes 2 MB of the shared buffers for itself: \`vacuum_buffer_usage_limit\` is left out, which means \`2MB\` since Postgres 17, and \`256kB\` before.`,
  },
  {
    ...{ parameter: 'effective_io_concurrency', since: '18', source: notes(18) },
    message: say`Sessions read 16 blocks ahead: \`effective_io_concurrency\` is left out, which means 16 since Postgres 18, and 1 before. Slow network volumes may notice.`,
  },
];

/** What is so for every server. */
const meanings: readonly {
  readonly what: string;
  readonly since: string;
  readonly source: string;
  readonly message: Said;
}[] = [
  {
    ...{ what: 'public-schema-closed', since: '15', source: notes(15) },
    message: say`In databases that are made from Postgres 15 on, nobody but the owner can create something in the schema \`public\`. Databases that are upgraded stay as they are. Grant CREATE, or give applications a schema of their own.`,
  },
  {
    ...{ what: 'safe-search-path', since: '17', source: notes(17) },
    message: say`Rebuilding an index or refreshing a materialized view fails since Postgres 17 where its functions name tables or functions without their schema: maintenance runs with a search path of its own. Set \`search_path\` at these functions before.`,
  },
];

const extensions: readonly {
  readonly name: string;
  readonly since: string;
  readonly source: string;
  readonly message: Said;
}[] = [
  {
    ...{ name: 'tsearch2', since: '10', source: notes(10) },
    message: say`Postgres 10 and later have no extension \`tsearch2\`: full text search is built in. Remove it before the upgrade, which fails otherwise.`,
  },
  {
    ...{ name: 'chkpass', since: '11', source: notes(11) },
    message: say`Postgres 11 and later have no extension \`chkpass\`. Remove it before the upgrade, which fails otherwise; \`pgcrypto\` hashes passwords.`,
  },
  {
    ...{ name: 'plpython2u', since: '15', source: notes(15) },
    message: say`Postgres 15 and later have no \`plpython2u\`. Move its functions to \`plpython3u\` before the upgrade, which fails otherwise.`,
  },
  {
    ...{ name: 'adminpack', since: '17', source: notes(17) },
    message: say`Postgres 17 and later have no extension \`adminpack\`. Remove it before the upgrade, which fails otherwise.`,
  },
  {
    ...{ name: 'old_snapshot', since: '17', source: notes(17) },
    message: say`Postgres 17 and later have no extension \`old_snapshot\`. Remove it before the upgrade, which fails otherwise.`,
  },
];
