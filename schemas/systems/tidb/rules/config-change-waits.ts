import type { Finding, Rule, RuleContext } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { configsOf } from '../configsOf.ts';
import { manual } from '../sources.ts';

/** A change that nobody takes note of. */
export const configChangeWaits: Rule = {
  id: 'tidb/config-change-waits',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  wholeOnly: true,
  help: `Where \`configUpdateStrategy\` is not \`RollingUpdate\`, a change of \`config\` goes into the ConfigMap and no pod is restarted:
each reads it when it next starts, some sooner than others. That is the usual reason why a setting does not work. Set
\`RollingUpdate\`, with which pods are replaced one by one, or restart the component. TiProxy reads its file again by itself.`,
  source: manual('configure-a-tidb-cluster#configupdatestrategy'),
  *check({ resource, spec, previous }: RuleContext): Iterable<Finding> {
    if (previous === undefined) return;
    const before = new Map(configsOf(previous).map(({ path, node }) => [path, node]));
    for (const { path, title, node } of configsOf(resource)) {
      const [component = ''] = path.split('.');
      const own = spec.at(component, 'configUpdateStrategy');
      const strategy = isWritten(own) ? own : spec.at('configUpdateStrategy');
      if (component === 'tiproxy' || strategy.value === 'RollingUpdate' || isHidden(strategy)) continue;
      const [was, is] = [before.get(path), node].map((each) => each && readConfig(each));
      if (!was || !is || was.form === 'nothing' || sameSettings(was, is, path === 'pd.config')) continue;
      const target = textOf(own) === undefined ? spec.at('configUpdateStrategy') : own;
      yield {
        node,
        mark: 'key',
        message: say`${title} reads this change when its pods are next restarted, and not before: set \`configUpdateStrategy: RollingUpdate\`.`,
        fixes: [
          {
            title: say`Set \`configUpdateStrategy: RollingUpdate\``,
            edits: [{ do: 'set', node: target, value: 'RollingUpdate' }],
            safe: false,
          },
        ],
      };
    }
  },
};

/** What PD keeps in its own store is told by another rule. */
function sameSettings(a: Config, b: Config, isPd: boolean): boolean {
  const written = ({ settings }: Config) =>
    settings
      .filter(({ path: [table = ''] }) => !isPd || !['schedule', 'replication'].includes(table))
      .map(({ path, value }) => JSON.stringify([path.join('.'), value ?? null]))
      .sort()
      .join();
  return written(a) === written(b);
}
