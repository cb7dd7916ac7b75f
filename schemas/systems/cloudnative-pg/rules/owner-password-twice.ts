import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { application, managedRoles } from '../naming.ts';
import { manual } from '../sources.ts';

/** Two Secrets for one role. */
export const ownerPasswordTwice: Rule = {
  id: 'cloudnative-pg/owner-password-twice',
  severity: 'warning',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `The owner of the application's database gets its password from \`<cluster>-app\`, or from the Secret that \`bootstrap\`
names. When the same role stands under \`managed.roles\` with another \`passwordSecret\`, two Secrets set one password in turn, and
applications are refused now and then. Name the same Secret in both places, or leave \`passwordSecret\` out.`,
  source: manual('declarative_role_management/#password-management'),
  since: '1.20',
  *check({ spec, resource }) {
    const app = application(resource);
    const cluster = resource.identity.name;
    if (!app || !cluster || isFilledInLater(cluster)) return;
    const given = textOf(app.secret);
    const isKnown = given !== undefined || (app.secret.kind === 'missing' && !isHidden(app.secret));
    const name = given || `${cluster}-app`;
    for (const role of managedRoles(spec)) {
      const node = role.at('passwordSecret', 'name');
      const other = textOf(node);
      if (role.at('name').value !== app.owner || !isKnown || !other || isFilledInLater(other) || other === name)
        continue;
      yield {
        node,
        message: say`Role "${app.owner}" owns the application's database, and gets its password from "${name}" too: two Secrets set one password in turn. Name the same one, or remove it here.`,
        fixes: [
          {
            title: say`Remove \`passwordSecret\``,
            edits: [{ do: 'remove', node: role.at('passwordSecret') }],
            safe: false,
          },
          {
            title: say`Name "${other}" under \`bootstrap\` too`,
            edits: [{ do: 'set', node: app.secret, value: other }],
            safe: false,
          },
        ],
        related: [{ node: app.ownerNode, message: say`The owner.` }],
      };
    }
  },
};
