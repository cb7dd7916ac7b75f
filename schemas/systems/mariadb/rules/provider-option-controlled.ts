import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** The pod's own address. */
export const providerOptionControlled: Rule = {
  id: 'mariadb/provider-option-controlled',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `\`ist.recv_addr\` is the address of each pod, which the operator writes. The webhook refuses it in \`galera.providerOptions\`.`,
  source: webhook('mariadb', 152),
  *check({ spec }) {
    const node = spec.at('galera', 'providerOptions', 'ist.recv_addr');
    if (!isTrue(spec.at('galera', 'enabled')) || !isWritten(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`The operator sets \`ist.recv_addr\` to the address of each pod, and the webhook refuses it here: remove it.`,
      fixes: [{ title: say`Remove \`ist.recv_addr\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
