import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { passwordKey, userKey } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const usual = { db_secret_user_key: userKey, db_secret_password_key: passwordKey } as const;

/** The keys are read together with the name of the Secret only. */
export const dbSecretKeysIgnored: Rule = {
  id: 'tekton-results/db-secret-keys-ignored',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`db_secret_user_key\` and \`db_secret_password_key\` are read only if \`db_secret_name\` is written. Without it the
pods take \`POSTGRES_USER\` and \`POSTGRES_PASSWORD\` of Secret \`tekton-results-postgres\`. Write the name of the Secret,
even if it is that one.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L607',
  since: '0.76',
  wholeOnly: true,
  *check({ resource }) {
    const settings = resultSettings(resource);
    const name = settings.at('db_secret_name');
    if (isPlaceholder(name) || textOf(name)) return;
    for (const [field, key] of Object.entries(usual)) {
      const node = settings.at(field);
      const written = textOf(node);
      if (!written || written === key) continue;
      yield {
        node,
        message: say`\`${field}\` has no effect without \`db_secret_name\`: the pods take key ${key} of Secret "tekton-results-postgres".`,
        fixes: [
          {
            title: say`Add \`db_secret_name\``,
            edits: [{ do: 'set', node: name, value: 'tekton-results-postgres' }],
            safe: false,
          },
          { title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false },
        ],
      };
    }
  },
};
