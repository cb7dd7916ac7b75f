import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { timeZoneFault } from '../../../vocabulary/timeZoneFault.ts';
import { manual } from '../sources.ts';

/** A time zone that there is not. */
export const timeZoneUnknown: Rule = {
  id: 'tidb/time-zone-unknown',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster', 'TidbMonitor', 'TidbInitializer'],
  help: `\`timezone\` becomes the variable \`TZ\` of the containers. With a name that the time zone database does not have they run in UTC,
without a word. TiDB keeps what it finds when the cluster is first started: correct it before that.`,
  source: manual('configure-a-tidb-cluster'),
  *check({ spec }) {
    const node = spec.at('timezone');
    const text = textOf(node);
    const fault = text === undefined || text === '' || text.includes('$') ? undefined : timeZoneFault(text);
    if (text === undefined || !fault) return;
    const { meant } = fault;
    yield {
      node,
      message: say`There is no time zone "${text}", so the pods run in UTC: write one like "Europe/Berlin".`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  },
};
