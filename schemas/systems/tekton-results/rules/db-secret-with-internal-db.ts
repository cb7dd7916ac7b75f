import type { Rule } from '../../../contract/index.ts';
import { isFalse, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseSecret } from '../naming.ts';
import { findNearby, resultKinds, resultSettings } from '../settings.ts';

/** The internal database reads its own Secret, which the operator then does not make. */
export const dbSecretWithInternalDb: Rule = {
  id: 'tekton-results/db-secret-with-internal-db',
  severity: 'information',
  kinds: resultKinds,
  help: `With \`db_secret_name\` the operator does not make the Secret \`tekton-results-postgres\`, from which the internal
database takes its first user and password: unless it exists already, the database does not start, and if it does, its
password has to be the same. Set \`is_external_db: true\`, or make that Secret too.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/tektonresult.go#L182',
  since: '0.76',
  wholeOnly: true,
  *check(context) {
    const settings = resultSettings(context.resource);
    const external = settings.at('is_external_db');
    const node = settings.at('db_secret_name');
    const name = textOf(node);
    if (!name || name === databaseSecret || !(external.kind === 'missing' || isFalse(external))) return;
    if (findNearby(context, 'Secret', databaseSecret).length > 0) return;
    yield {
      node,
      message: say`The internal database reads Secret "${databaseSecret}", which the operator does not make beside \`db_secret_name\`.`,
      fixes: [
        { title: say`Set \`is_external_db: true\``, edits: [{ do: 'set', node: external, value: true }], safe: false },
      ],
    };
  },
};
