import { postgresServer } from '../../vocabulary/postgresServer.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';
import { imageTag, majorOfTag } from './postgresVersions.ts';

/** The Postgres of a cluster, upgraded by another image, or another entry of its catalog. */
export const cloudnativePgPostgres = postgresServer({
  kinds: ['Cluster'],
  contents: ['Database'],
  versionIn({ identity, root }) {
    if (identity.kind !== 'Cluster') return undefined;
    const spec = root.at('spec');
    if (isWritten(spec.at('imageCatalogRef'))) {
      const node = spec.at('imageCatalogRef', 'major');
      return typeof node.value === 'number' ? { version: String(node.value), node, write: (next) => next } : undefined;
    }
    const node = spec.at('imageName');
    const image = textOf(node);
    const tag = image === undefined ? '' : imageTag(image);
    const major = majorOfTag(tag);
    if (image === undefined || major === undefined || image.includes('@')) return undefined;
    const name = image.slice(0, image.length - tag.length);
    return { version: String(major), node, write: (next) => `${name}${next}` };
  },
  parameters: ({ root }) => root.at('spec', 'postgresql', 'parameters'),
  extensions: ({ identity, root }) =>
    identity.kind === 'Database'
      ? root
          .at('spec', 'extensions')
          .items()
          .flatMap((item) => {
            const name = textOf(item.at('name'));
            return name === undefined ? [] : [[name, item] as const];
          })
      : [],
});
