import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A cluster cannot be its own living source. */
export const cloneOfItself: Rule = {
  id: 'zalando/clone-of-itself',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Without \`timestamp\` a clone is copied from a cluster that runs, so the source has to be another one. To restore a cluster in
its own place, keep its \`uid\`, delete it, and create it anew with \`uid\` and \`timestamp\` under \`clone\`: then it is read from the
archive. \`clone\` does nothing to a cluster that exists.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#restore-in-place',
  wholeOnly: true,
  *check({ spec, resource }) {
    const clone = spec.at('clone');
    const node = clone.at('cluster');
    const time = clone.at('timestamp');
    if (!resource.identity.name || textOf(node) !== resource.identity.name || textOf(time) || isHidden(time)) return;
    yield {
      node,
      message: say`The cluster cannot copy itself: name another cluster that runs, or give \`uid\` and \`timestamp\` to restore from the archive.`,
    };
  },
};
