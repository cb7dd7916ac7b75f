import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A cluster that has data of its own does not become a copy of another one. */
export const standbyAdded: Rule = {
  id: 'zalando/standby-added',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `With a \`standby\` section a cluster that runs becomes read only with the next sync, but it does not take over the data of the
cluster that it should follow: their histories are different. Applications cannot write from then on. Delete the cluster and create it
anew with the section; that loses its data. Where the section stands by mistake, remove it.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#adding-standby-section-after-promotion',
  *check({ spec, previous }) {
    const before = previous?.partial === false ? previous.root.at('spec') : undefined;
    const node = spec.at('standby');
    if (!before || !isWritten(before) || isWritten(before.at('standby')) || !isWritten(node) || isHidden(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`The cluster was no standby when last committed: it becomes read only, and does not follow the other one. Create it anew.`,
      fixes: [{ title: say`Remove \`standby\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
