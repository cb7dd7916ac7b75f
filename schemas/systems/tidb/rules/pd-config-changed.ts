import type { Finding, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import { validation } from '../sources.ts';

/** Settings that PD reads once. */
export const pdConfigChanged: Rule = {
  id: 'tidb/pd-config-changed',
  severity: 'warning',
  kinds: ['TidbCluster'],
  help: `PD takes \`schedule\` and \`replication\` from its file when the cluster is new, and keeps them in its own store from then on. A
change here restarts PD, at most, and changes nothing else; the admission webhook of the operator, where it is switched on,
refuses it. Use \`SET CONFIG pd ...\` in SQL, or pd-ctl.`,
  source: validation(676),
  *check({ spec, previous }): Iterable<Finding> {
    const before = readConfig(previous?.root.at('spec', 'pd', 'config') ?? spec);
    const now = readConfig(spec.at('pd', 'config'));
    if (previous === undefined || !before || !now || before.form === 'nothing') return;
    for (const { path, value, place } of now.settings) {
      const [table = ''] = path;
      if (!['schedule', 'replication'].includes(table) || value === undefined) continue;
      if (JSON.stringify(before.value(...path)) === JSON.stringify(value)) continue;
      yield {
        ...place,
        message: say`PD keeps \`${path.join('.')}\` in its own store once it runs, so a change here has no effect: use \`SET CONFIG\` in SQL.`,
      };
    }
  },
};
