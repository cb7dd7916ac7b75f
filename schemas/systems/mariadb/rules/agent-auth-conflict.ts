import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { keepOne } from '../choices.ts';
import { types } from '../sources.ts';

/** One way to prove who it is. */
export const agentAuthConflict: Rule = {
  id: 'mariadb/agent-auth-conflict',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `The operator talks to its container in the pods by its service account, or with a password. Of a Galera cluster the webhook refuses
both. Keep one; left out, the operator chooses.`,
  source: types('base', 361),
  *check({ spec }) {
    const agent = spec.at('galera', 'agent');
    if (!isTrue(spec.at('galera', 'enabled'))) return;
    const sections = ['kubernetesAuth', 'basicAuth'].map((kind) => agent.at(kind));
    const [, second] = sections.filter((section) => isTrue(section.at('enabled')));
    if (second)
      yield {
        node: second,
        mark: 'key',
        message: say`\`kubernetesAuth\` and \`basicAuth\` exclude each other: the webhook refuses both. Keep one.`,
        fixes: keepOne(sections),
      };
  },
};
