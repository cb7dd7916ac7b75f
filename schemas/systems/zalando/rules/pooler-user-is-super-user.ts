import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { defaultNames } from '../naming.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** The operator ends rather than run its pooler as the superuser. */
export const poolerUserIsSuperUser: Rule = {
  id: 'zalando/pooler-user-is-super-user',
  severity: 'error',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The pooler looks up passwords with a role of its own, and the operator refuses to give it the superuser: if
\`connection_pooler_user\` and \`super_username\` are the same, it ends with a panic as soon as it starts, and no cluster is looked
after. Give the pooler another name; it is \`pooler\` if nothing is written.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/operator_config.go#L266',
  since: '1.5',
  *check({ resource }) {
    const configuration = configurationOf(resource);
    const pooler = configuration.at('connection_pooler', 'connection_pooler_user');
    const superuser = configuration.at('users', 'super_username');
    if (isHidden(pooler) || isHidden(superuser)) return;
    const name = textOf(pooler) || defaultNames.poolerUser;
    if (name !== (textOf(superuser) || defaultNames.superUser)) return;
    const node = isWritten(pooler) ? pooler : superuser;
    yield {
      node,
      message: say`The operator ends with a panic when it starts: the pooler needs another role than "${name}", the superuser.`,
      fixes: [{ title: say`Remove \`${String(node.path.at(-1))}\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
