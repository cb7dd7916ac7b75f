import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** The operator asks the Service whether TiDB is there. */
export const passwordWaitsForService: Rule = {
  id: 'tidb/password-waits-for-service',
  severity: 'warning',
  kinds: ['TidbCluster'],
  wholeOnly: true,
  help: `With \`initializer.createPassword\` the operator gives \`root\` a password once the Service \`<name>-tidb\` has pods behind it.
That Service is only made where \`tidb.service\` is written, if with nothing in it. Without it the operator waits, and \`root\` has no
password.`,
  source: code('manager/member/tidb_member_manager.go#L332'),
  *check({ spec }) {
    const node = spec.at('tidb', 'initializer', 'createPassword');
    const service = spec.at('tidb', 'service');
    if (!isTrue(node) || isWritten(service)) return;
    yield {
      node,
      mark: 'key',
      message: say`Without \`tidb.service\` there is no Service that the operator waits for, and \`root\` stays without a password: add it.`,
      fixes: [
        {
          title: say`Add \`service\` of type \`ClusterIP\``,
          edits: [{ do: 'set', node: service, value: { type: 'ClusterIP' } }],
          safe: false,
        },
      ],
    };
  },
};
