import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseClients, setsVariable } from '../certificate.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** With an external database nothing but `db_host` says where it is. */
export const dbHostMissing: Rule = {
  id: 'tekton-results/db-host-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `\`is_external_db: true\` removes the internal database and its Service. Without \`db_host\` the API goes on asking
for that Service and restarts until somebody notices. Set \`db_host\` to the host name of your server, without a port.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/filter.go#L30',
  wholeOnly: true,
  *check(context) {
    const settings = resultSettings(context.resource);
    const external = settings.at('is_external_db');
    const host = settings.at('db_host');
    if (!isTrue(external) || isPlaceholder(host) || textOf(host)) return;
    const api = databaseClients(context)[0];
    if (api && setsVariable(context, api, 'DB_HOST')) return;
    yield {
      node: external,
      message: say`The database is external, but \`db_host\` does not say where: the API looks for the internal one, which is gone.`,
      fixes: [
        { title: say`Add \`db_host\``, edits: [{ do: 'set', node: host, value: 'postgres.example.com' }], safe: false },
        { title: say`Use the internal database`, edits: [{ do: 'set', node: external, value: false }], safe: false },
      ],
    };
  },
};
