import type { Edit, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import { code } from '../sources.ts';

/** A name for the image that nobody reads. */
export const imageIgnored: Rule = {
  id: 'tidb/image-ignored',
  severity: 'warning',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring', 'DMCluster'],
  help: `The image of a component is \`baseImage\` with \`version\` as its tag. \`image\` counted only where there was no \`baseImage\`, and
by now the definition of the kind gives each component one: what stands under \`image\` has no effect, and PingCAP's own image
runs. The discovery service always runs the image of the operator. Write name and tag into the two fields.`,
  source: code('apis/pingcap/v1alpha1/tidbcluster.go#L68'),
  *check({ resource }) {
    for (const { id, node: part } of partsOf(resource)) {
      const image = part.at('image');
      const text = textOf(image);
      if (!text) continue;
      const edits = id === 'discovery' ? [] : split(part, image, text);
      yield {
        node: image,
        mark: 'key',
        message: say`\`image\` is ignored: the operator takes \`baseImage\` and \`version\`. Write them instead.`,
        fixes: edits.length === 0 ? [] : [{ title: say`Write \`baseImage\` and \`version\``, edits, safe: false }],
      };
    }
  },
};

/** Where there is nothing yet in the two fields. */
function split(part: ManifestNode, image: ManifestNode, text: string): readonly Edit[] {
  const [, base, tag] = /^([^\s@$]+):([\w.-]+)$/.exec(text) ?? [];
  const [baseImage, version] = [part.at('baseImage'), part.at('version')];
  if (base === undefined || tag === undefined || tag.includes('/')) return [];
  if (isWritten(baseImage) || isWritten(version)) return [];
  return [
    { do: 'remove', node: image },
    { do: 'set', node: baseImage, value: base },
    { do: 'set', node: version, value: tag },
  ];
}
