import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, numberOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { catalogOf } from '../catalogOf.ts';
import { manual } from '../sources.ts';

/** The catalog of the workspace has no image of that version. */
export const catalogEntryMissing: Rule = {
  id: 'cloudnative-pg/catalog-entry-missing',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `A cluster takes the image of its major version from the catalog. Without such an entry it stands still with "Cluster has
incomplete or invalid image catalog", until the entry is there. Add it to the catalog, or choose a version that it has.`,
  source: manual('image_catalog/#referencing-a-catalog-in-a-cluster'),
  since: '1.23',
  *check(context) {
    const node = context.spec.at('imageCatalogRef', 'major');
    const major = numberOf(node);
    const catalog = catalogOf(context);
    if (major === undefined || !catalog || catalog.partial) return;
    const { kind, name } = catalog.identity;
    const images = catalog.root.at('spec', 'images');
    const majors = images.items().map((item) => numberOf(item.at('major')));
    const known = majors.filter((each) => each !== undefined);
    if (isPlaceholder(images) || known.length !== majors.length || known.length === 0 || known.includes(major)) return;
    yield {
      node,
      message: say`${kind} "${name}" has no image of PostgreSQL ${major}, only of ${listed(known, 'and')}: the cluster stands still until it has. Add the entry there.`,
    };
  },
};
