import type { Finding, Rule } from '../../../contract/index.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The target is an instance, not its pod. */
export const switchoverTarget: Rule = {
  id: 'crunchy/switchover-target',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`targetInstance\` is the name of an instance, \`<cluster>-<set>-<four characters>\`; its pod has \`-0\` behind that. With the
pod's name no instance is found, and nothing happens. A failover needs a target; only a switchover may leave the choice to
Patroni.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/patroni.go#L482',
  wholeOnly: true,
  *check({ spec }): Iterable<Finding> {
    const switchover = spec.at('patroni', 'switchover');
    const node = switchover.at('targetInstance');
    const target = textOf(node);
    const [, value] = /^(.+-[a-z0-9]{4})-0$/.exec(target ?? '') ?? [];
    if (target !== undefined && value !== undefined) {
      yield {
        node,
        message: say`No instance is called "${target}", which is the name of a pod: leave \`-0\` away.`,
        fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }],
      };
    }
    if (!isTrue(switchover.at('enabled')) || switchover.at('type').value !== 'Failover') return;
    if (node.kind !== 'missing') return;
    const message = say`A failover needs \`targetInstance\`, and does not happen without it: name the instance that takes over.`;
    yield { node: switchover.at('type'), message };
  },
};
