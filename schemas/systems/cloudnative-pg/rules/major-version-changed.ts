import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { majorVersion } from '../postgresVersions.ts';
import { webhook } from '../sources.ts';

/** There is no way back, and only to 16 and later is there one forth. */
export const majorVersionChanged: Rule = {
  id: 'cloudnative-pg/major-version-changed',
  severity: 'error',
  kinds: ['Cluster'],
  help: `A higher major version upgrades the data in place, with all instances stopped, and only to PostgreSQL 16 or later. A lower
one is refused: the data cannot be read by it. Once a cluster has been upgraded there is no way back but a backup from before.
Restore the version, or make a new cluster with \`import\`.`,
  source: webhook('cluster', 1391),
  since: '1.26',
  *check({ spec, previous }) {
    if (!previous) return;
    const before = previous.root.at('spec');
    const [is, was] = [majorVersion(spec), majorVersion(before)];
    if (is === undefined || was === undefined || is === was || (is > was && is >= 16)) return;
    const [node, old] = [versionNode(spec), versionNode(before)];
    const image = textOf(old);
    yield {
      node,
      message:
        is < was
          ? say`The cluster had PostgreSQL ${was} when last committed, and cannot go down to ${is}: the webhook refuses it. Restore it.`
          : say`An upgrade in place leads to PostgreSQL 16 or later, so ${is} is refused: choose a later one.`,
      fixes:
        image === undefined
          ? []
          : [{ title: say`Restore "${image}"`, edits: [{ do: 'set', node, value: image }], safe: false }],
    };
  },
};

function versionNode(spec: ManifestNode): ManifestNode {
  const catalog = spec.at('imageCatalogRef');
  return isWritten(catalog) ? catalog.at('major') : spec.at('imageName');
}
