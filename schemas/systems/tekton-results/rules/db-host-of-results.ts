import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Services of Results itself have no database behind them. */
export const dbHostOfResults: Rule = {
  id: 'tekton-results/db-host-of-results',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`db_host\` is the server of the database. \`tekton-results-api-service\` and \`tekton-results-watcher\` are Services of Results itself:
the API would ask itself for its data, and does not start. Name the Service or host of the database.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/docs/TektonResult.md#external-db',
  *check({ resource }) {
    const node = resultSettings(resource).at('db_host');
    const [service = ''] = (textOf(node) ?? '').split('.');
    if (!['tekton-results-api-service', 'tekton-results-watcher'].includes(service)) return;
    yield {
      node,
      message: say`There is no database behind "${service}", which belongs to Results itself: name the database's host.`,
    };
  },
};
