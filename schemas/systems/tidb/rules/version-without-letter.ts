import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';

/** Tags of PingCAP's images begin with a letter. */
export const versionWithoutLetter: Rule = {
  id: 'tidb/version-without-letter',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The first operator makes the tag of each image of \`version\` as it is written, and PingCAP's images have tags such as \`v8.5.7\`.
Without the \`v\` there is no such image: no pod starts. Images of your own (\`baseImage\`) may have any tag.`,
  source: 'https://hub.docker.com/r/pingcap/tidb/tags',
  *check({ resource, spec }) {
    const parts = partsOf(resource).filter(({ id, node }) => id !== 'discovery' && isFromPingcap(node));
    for (const { node } of parts) yield* check(node.at('version'));
    if (parts.some(({ node }) => node.at('version').kind === 'missing')) yield* check(spec.at('version'));
  },
};

function* check(node: ManifestNode): Iterable<Finding> {
  const text = textOf(node);
  if (text === undefined || !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(text)) return;
  const value = `v${text}`;
  yield {
    node,
    message: say`PingCAP has no images with the tag "${text}", so no pod starts: write "${value}".`,
    fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
  };
}

function isFromPingcap(part: ManifestNode): boolean {
  const base = part.at('baseImage');
  return base.kind === 'missing' || /^(?:docker\.io\/)?pingcap\//.test(textOf(base) ?? '');
}
