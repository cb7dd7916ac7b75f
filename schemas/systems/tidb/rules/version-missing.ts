import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import { validation } from '../sources.ts';

/** Images have a tag. */
export const versionMissing: Rule = {
  id: 'tidb/version-missing',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  wholeOnly: true,
  help: `The tag of each image is \`version\`. Without one the name of the image is all there is, and a registry answers with
\`latest\`: another version with every pull, on some nodes and not on others. The admission webhook of the operator, where it is
switched on, refuses such a resource. Write the version that you have tested.`,
  source: validation(595),
  *check({ resource, spec }) {
    const version = spec.at('version');
    const parts = partsOf(resource).filter(({ id }) => id !== 'discovery');
    if (spec.kind !== 'map' || isStated(version)) return;
    const without = parts.filter(({ node }) => !isStated(node.at('version')));
    if (without.length === 0) return;
    yield {
      node: version.kind === 'missing' ? spec : version,
      mark: 'key',
      message: say`Without \`version\` the images have no tag, so each node runs what it pulls as \`latest\`: add it.`,
      fixes: [
        { title: say`Add \`version: v8.5.7\``, edits: [{ do: 'set', node: version, value: 'v8.5.7' }], safe: false },
      ],
    };

    function isStated(node: typeof version): boolean {
      return isWritten(node) && node.value !== '';
    }
  },
};
