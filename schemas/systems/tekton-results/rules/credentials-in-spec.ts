import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { neededSecret } from '../databaseSecret.ts';
import { databaseSecret, passwordKey, userKey } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const keys: Readonly<Record<string, string>> = {
  db_user: userKey,
  db_username: userKey,
  db_password: passwordKey,
};

/** Fields of the first releases, still shown by manuals. */
export const credentialsInSpec: Rule = {
  id: 'tekton-results/credentials-in-spec',
  severity: 'error',
  kinds: resultKinds,
  help: `User and password of the database are no fields: kubectl and the operator's webhook refuse them, and where the API
server drops them, the API connects as the user of the Secret. Besides, a password here can be read by everyone who may read the object. Put both into the Secret
\`tekton-results-postgres\`, keys \`POSTGRES_USER\` and \`POSTGRES_PASSWORD\`, or into one that \`db_secret_name\` names.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_types.go#L97',
  since: '0.69',
  *check(context) {
    const secret = neededSecret(context);
    for (const [field, node] of resultSettings(context.resource).entries()) {
      const key = Object.hasOwn(keys, field) ? keys[field] : undefined;
      if (key === undefined) continue;
      const wanted = key === userKey ? secret?.keys[0]?.key : secret?.keys[1]?.key;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` is no field, so it is refused or dropped: it belongs into key ${wanted ?? key} of Secret "${secret?.name ?? databaseSecret}".`,
        fixes: [{ title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
