import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import { code } from '../sources.ts';

/** Two tags in one name. */
export const baseImageWithTag: Rule = {
  id: 'tidb/base-image-with-tag',
  severity: 'error',
  kinds: ['TidbCluster', 'DMCluster', 'TidbNGMonitoring'],
  help: `The operator appends \`:\` and \`version\` to \`baseImage\`. With a tag in it already the name has two, which is no name of
an image: pods wait in \`InvalidImageName\`. Write the name alone, and the tag into \`version\` of the component.`,
  source: code('apis/pingcap/v1alpha1/tidbcluster.go#L76'),
  *check({ resource, spec }) {
    for (const { id, node: part } of partsOf(resource)) {
      const node = part.at('baseImage');
      const [, base, tag] = /^([^\s$@]+):([\w.-]+)$/.exec(textOf(node) ?? '') ?? [];
      const version = part.at('version');
      const versions = [version, spec.at('version')];
      if (base === undefined || tag === undefined || id === 'discovery') continue;
      if (!versions.some((each) => textOf(each))) continue;
      yield {
        node,
        message: say`\`version\` is appended to this as the tag, so the image would have two and no pod starts: write "${base}".`,
        fixes: [
          { title: say`Write "${base}"`, edits: [{ do: 'set', node, value: base }], safe: false },
          {
            title: say`Write "${base}" and version "${tag}"`,
            edits: [
              { do: 'set', node, value: base },
              { do: 'set', node: version, value: tag },
            ],
            safe: false,
          },
        ],
      };
    }
  },
};
