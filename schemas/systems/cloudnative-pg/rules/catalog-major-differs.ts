import type { Rule } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { imageTag, majorOfTag, projectImage } from '../postgresVersions.ts';
import { manual } from '../sources.ts';

/** Of the project's own images the tag says the version for certain. */
export const catalogMajorDiffers: Rule = {
  id: 'cloudnative-pg/catalog-major-differs',
  severity: 'warning',
  kinds: ['ImageCatalog', 'ClusterImageCatalog'],
  help: `The operator believes what a catalog says about the major version of an image. When the image holds another one, clusters that
use the entry do not start, or an upgrade begins that was not meant. Correct \`major\` or the image.`,
  source: manual('image_catalog/#catalog-structure'),
  *check({ spec }) {
    for (const item of spec.at('images').items()) {
      const [node, image] = [item.at('major'), textOf(item.at('image'))];
      const major = numberOf(node);
      if (major === undefined || !image?.startsWith(`${projectImage}:`)) continue;
      const value = majorOfTag(imageTag(image));
      if (value === undefined || value === major) continue;
      yield {
        node,
        message: say`The image holds PostgreSQL ${value} by its tag, and not ${major}: correct one of them.`,
        fixes: [{ title: say`Write ${value}`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};
