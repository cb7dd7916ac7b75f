import type { Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The operator supports standby clusters of one pod. */
export const standbyInstances: Rule = {
  id: 'zalando/standby-instances',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator supports a standby cluster with one pod only. It does start more, with a warning in its log, but these
connect to the standby leader with credentials that do not match the copied users, and WAL files pile up on the leader. Run
one instance until the standby is promoted, then scale.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1683',
  *check({ spec }) {
    const node = spec.at('numberOfInstances');
    const instances = numberOf(node);
    if (!isWritten(spec.at('standby')) || instances === undefined || instances < 2) return;
    yield {
      node,
      message: say`The operator supports a standby with one instance only: further ones lack the passwords of the source. Set \`numberOfInstances\` to 1 until it is promoted.`,
      fixes: [{ title: say`Set \`numberOfInstances\` to 1`, edits: [{ do: 'set', node, value: 1 }], safe: false }],
    };
  },
};
