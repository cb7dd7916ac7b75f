import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenSources } from '../writtenSources.ts';

/** A PersistentVolume has one source. */
export const volumeSourcesConflict: Rule = {
  id: 'kubernetes/volume-sources-conflict',
  severity: 'error',
  kinds: ['PersistentVolume'],
  help: `A PersistentVolume has exactly one field that says where its data is. The API server refuses a second one (\`may not
specify more than 1 volume type\`); only \`flexVolume\` it lets stand beside some, and one of both is not read. Keep the one that
holds the data, and make a second volume for the other.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes',
  *check({ spec }) {
    const [first, ...others] = writtenSources(spec) ?? [];
    if (first === undefined) return;
    for (const [key, node] of others) {
      const isFlexible = [first[0], key].includes('flexVolume');
      yield {
        node,
        mark: 'key',
        ...(isFlexible ? { severity: 'warning' } : {}),
        message: isFlexible
          ? say`A volume has one source: of \`${first[0]}\` and \`${key}\` one is refused or not read.`
          : say`A volume has one source: beside \`${first[0]}\` the API server refuses \`${key}\`.`,
        fixes: [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
