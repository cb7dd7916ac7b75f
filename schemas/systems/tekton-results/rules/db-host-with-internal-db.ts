import type { Rule } from '../../../contract/index.ts';
import { isFalse, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isInternalHost } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The host that is written wins, and the internal database is installed nevertheless. */
export const dbHostWithInternalDb: Rule = {
  id: 'tekton-results/db-host-with-internal-db',
  severity: 'warning',
  kinds: resultKinds,
  help: `The API connects to \`db_host\` even if \`is_external_db\` is not \`true\`, but with the password that the operator
made up for its own database. That database is installed too, with a volume, and stays empty. Set
\`is_external_db: true\` for a server of your own, or remove \`db_host\`.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L234',
  wholeOnly: true,
  *check({ resource }) {
    const settings = resultSettings(resource);
    const external = settings.at('is_external_db');
    const node = settings.at('db_host');
    const host = textOf(node);
    if (!host || isInternalHost(host) || !(external.kind === 'missing' || isFalse(external))) return;
    yield {
      node,
      message: say`The API connects to "${host}", while the internal database runs unused: \`is_external_db\` is not true.`,
      fixes: [
        { title: say`Set \`is_external_db: true\``, edits: [{ do: 'set', node: external, value: true }], safe: false },
        { title: say`Remove \`db_host\``, edits: [{ do: 'remove', node }], safe: false },
      ],
    };
  },
};
