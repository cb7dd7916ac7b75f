import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** What Galera's recovery counts and names has to be there. */
export const recoverySettingInvalid: Rule = {
  id: 'mariadb/recovery-setting-invalid',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `\`minClusterSize\` lies between 0 and \`replicas\`, and \`forceClusterBootstrapInPod\` names one of the pods: \`<name>-0\` and so on. The
webhook refuses anything else. Leave the size at 1, and the pod out unless all nodes are down.`,
  source: types('mariadb_galera', 164),
  *check({ resource, spec }) {
    const recovery = spec.at('galera', 'recovery');
    const replicas = numberOf(spec.at('replicas'));
    if (!isTrue(spec.at('galera', 'enabled')) || !isTrue(recovery.at('enabled')) || replicas === undefined) return;
    const size = recovery.at('minClusterSize');
    const count = numberOf(size);
    if (count !== undefined && (count < 0 || count > replicas))
      yield {
        node: size,
        message: say`There are ${replicas} servers, and the webhook refuses ${count}: write 1.`,
        fixes: [{ title: say`Write 1`, edits: [{ do: 'set', node: size, value: 1 }] }],
      };
    const pod = recovery.at('forceClusterBootstrapInPod');
    const name = knownName(pod);
    const cluster = resource.identity.name;
    if (name === undefined || isFilledInLater(cluster)) return;
    const index = name.startsWith(`${cluster}-`) ? name.slice(cluster.length + 1) : '';
    if (/^(?:0|[1-9]\d*)$/.test(index) && Number(index) < replicas) return;
    yield {
      node: pod,
      message: say`"${name}" is none of the pods, and the webhook refuses it: they are called "${cluster}-0" to "${cluster}-${replicas - 1}".`,
    };
  },
};
