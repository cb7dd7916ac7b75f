import type { Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { imageTag, majorOfTag, projectImage, suggestPostgresImages } from '../postgresVersions.ts';
import { webhook } from '../sources.ts';

/** The operator reads the version of PostgreSQL off the tag. */
export const imageTagInvalid: Rule = {
  id: 'cloudnative-pg/image-tag-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The operator has to know which PostgreSQL an image holds, to upgrade and to configure it, and reads that off the tag. So
the webhook refuses \`latest\`, no tag at all, a digest alone, and a tag that does not begin with the version. A digest may
stand behind the tag. For images with other tags, such as \`2.18.2-pg17\`, write an \`ImageCatalog\` that says the major
version, and refer to it by \`imageCatalogRef\`.`,
  source: webhook('cluster', 785),
  *check({ spec }) {
    const node = spec.at('imageName');
    const image = textOf(node);
    if (!image || isFilledInLater(image)) return;
    const message = problemOf(imageTag(image));
    if (message) yield { node, message, fixes: fixesFor(node, image) };
  },
};

function problemOf(tag: string): Said | undefined {
  if (tag === 'latest') {
    return say`Without a version in its tag the image is refused: the operator reads the version of PostgreSQL off it. Write one like \`:17.5\`.`;
  }
  if (tag === '') {
    return say`A digest alone does not say which PostgreSQL it is, so the image is refused: write the tag before it, like \`:17.5@sha256:...\`.`;
  }
  const major = majorOfTag(tag);
  if (major === undefined) {
    return say`Tag "${tag}" does not begin with a version of PostgreSQL, so the image is refused: choose another one, or an image catalog.`;
  }
  return major < oldest
    ? say`Tag "${tag}" is read as PostgreSQL ${major}, which is refused: versions from ${oldest} on are supported. If it is no version of PostgreSQL use an image catalog.`
    : undefined;
}

const oldest = 13;

/** Of the project's own images the tags are known. */
function fixesFor(node: ManifestNode, image: string): readonly Fix[] {
  const [name = ''] = image.split(/[:@]/);
  if (name !== projectImage) return [];
  return suggestPostgresImages({ node })
    .filter(({ value }) => String(value).endsWith('standard-trixie'))
    .map(({ value }) => ({
      title: say`Write "${String(value)}"`,
      edits: [{ do: 'set', node, value }],
      safe: false,
    }));
}
