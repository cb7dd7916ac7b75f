import type { ManifestNode, Said, SuggestContext, Suggestion } from '../../contract/index.ts';
import { isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Major version of PostgreSQL that a cluster's `spec` asks for; `undefined`: it is that of the operator's default image, or
 * cannot be read off. api/v1/cluster_funcs.go (GetPostgresqlMajorVersion)
 */
export function majorVersion(spec: ManifestNode): number | undefined {
  const catalog = spec.at('imageCatalogRef');
  if (isWritten(catalog)) return numberOf(catalog.at('major'));
  const image = textOf(spec.at('imageName'));
  return image ? majorOfTag(imageTag(image)) : undefined;
}

/**
 * The tag of an image; `latest` where none is written, as the operator reads it; `''`: a digest alone.
 * https://github.com/cloudnative-pg/machinery/blob/v0.5.0/pkg/image/reference/imagename.go
 */
export function imageTag(image: string): string {
  const digest = /@sha256:[a-fA-F0-9]+$/.exec(image);
  const name = (digest ? image.slice(0, digest.index) : image).slice(image.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  const tag = colon < 0 ? '' : name.slice(colon + 1);
  return tag === '' && !digest ? 'latest' : tag;
}

/** The number that a tag begins with: 17 of `17.5-bookworm` and of `17beta1`. */
export function majorOfTag(tag: string): number | undefined {
  const major = /^\d+/.exec(tag)?.[0];
  return major === undefined ? undefined : Number(major);
}

/** Major versions, newest first: the minor version of May 2026, and the day of the last one. https://www.postgresql.org/support/versioning/ */
const majors: readonly (readonly [minor: string, lastRelease: string])[] = [
  ['18.4', '2030-11-14'],
  ['17.10', '2029-11-08'],
  ['16.14', '2028-11-09'],
  ['15.18', '2027-11-11'],
  ['14.23', '2026-11-12'],
];

/** Images of the project. https://github.com/cloudnative-pg/postgres-containers */
const flavours: readonly (readonly [name: string, help: Said])[] = [
  [
    'standard-trixie',
    say`PostgreSQL with all locales, pgvector and pgaudit. For backups there is the Barman Cloud plugin.`,
  ],
  ['minimal-trixie', say`PostgreSQL and nothing else. Extensions come as images of their own, from PostgreSQL 18 on.`],
  ['system-trixie', say`As "standard", with the tools that the built-in \`backup.barmanObjectStore\` needs.`],
];

/** Repository of the images. */
export const projectImage = 'ghcr.io/cloudnative-pg/postgresql';

/** Of PgBouncer. https://github.com/cloudnative-pg/pgbouncer-containers */
export const poolerImage = 'ghcr.io/cloudnative-pg/pgbouncer:1.25.1';

/** The project's image of a major version, or of the newest one. `undefined`: it has none. */
export function newestImage(wanted?: number): { readonly major: number; readonly name: string } | undefined {
  for (const [minor] of majors) {
    const major = majorOfTag(minor);
    if (major !== undefined && (wanted === undefined || major === wanted)) {
      return { major, name: `${projectImage}:${minor}-standard-trixie` };
    }
  }
  return undefined;
}

/** In a catalog only those of the entry's major version. */
export function suggestPostgresImages({ node }: Pick<SuggestContext, 'node'>): Suggestion[] {
  const wanted = node.parent ? numberOf(node.parent.at('major')) : undefined;
  return majors
    .filter(([minor]) => wanted === undefined || majorOfTag(minor) === wanted)
    .flatMap(([minor, lastRelease]) =>
      flavours.map(([flavour, help]) => ({
        value: `${projectImage}:${minor}-${flavour}`,
        detail: say`end of life ${lastRelease}`,
        lastDay: lastRelease,
        help,
      })),
    );
}
