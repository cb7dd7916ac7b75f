import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** A limit for a folder that is a volume. */
export const temporaryVolumeTwice: Rule = {
  id: 'cloudnative-pg/temporary-volume-twice',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Temporary files go into a folder on the node, which \`ephemeralVolumesSizeLimit.temporaryData\` limits, or into a volume
of their own, \`ephemeralVolumeSource\`, which has its own size. The webhook refuses both. Remove the limit.`,
  source: webhook('cluster', 1685),
  *check({ spec }) {
    const node = spec.at('ephemeralVolumesSizeLimit', 'temporaryData');
    if (!isWritten(spec.at('ephemeralVolumeSource')) || !isWritten(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`\`ephemeralVolumeSource\` has a size of its own, so \`temporaryData\` is refused beside it: remove it.`,
      fixes: [{ title: say`Remove \`temporaryData\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
