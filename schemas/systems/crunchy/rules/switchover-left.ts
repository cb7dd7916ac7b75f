import type { Finding, Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** A switchover in a manifest is one for every cluster that is made from it. */
export const switchoverLeft: Rule = {
  id: 'crunchy/switchover-left',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The annotation \`trigger-switchover\` starts a switchover, also in a cluster that is just being made: it has no second
instance yet, so the operator gives up ("Need more than one instance") before it makes any, for ever. A manifest that still
has both cannot be used to make the cluster again. Take the annotation out, or set \`enabled: false\`.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/patroni.go#L476',
  *check({ root, spec }): Iterable<Finding> {
    const node = root.at('metadata', 'annotations', `${group}/trigger-switchover`);
    const enabled = spec.at('patroni', 'switchover', 'enabled');
    if (!isWritten(node) || !isTrue(enabled)) return;
    yield {
      node,
      mark: 'key',
      message: say`A new cluster from this manifest is never made, because it would switch over first: remove the annotation when the switchover is done.`,
      fixes: [
        { title: say`Remove the annotation`, edits: [{ do: 'remove', node }], safe: false },
        { title: say`Disable switchovers`, edits: [{ do: 'set', node: enabled, value: false }], safe: false },
      ],
    };
  },
};
