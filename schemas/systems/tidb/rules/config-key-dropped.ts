import type { Finding, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import { configKeys } from '../configKeys.ts';
import { isAmong } from '../keysOf.ts';
import type { ConfigKeys } from '../keysOf.ts';
import { configsOf } from '../configsOf.ts';
import { code } from '../sources.ts';

/** A map is read into structures that are older than most settings. */
export const configKeyDropped: Rule = {
  id: 'tidb/config-key-dropped',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The operator reads a \`config\` that is a map into structures from the days of TiDB 4, and writes the file from these. A key
that they do not have never reaches the component, and nothing says so: \`graceful-wait-before-shutdown\` of TiDB is one, and
everything that came later. A text in TOML is passed on as it is: write \`config: |\` and the settings in TOML below.`,
  source: code('apis/pingcap/v1alpha1/tidb_config_wraper.go#L71'),
  *check({ resource }): Iterable<Finding> {
    for (const { path: where, title, node } of configsOf(resource)) {
      const keys = configKeys.get(where);
      const config = readConfig(node);
      if (keys === undefined || config?.form !== 'map') continue;
      for (const { path, place } of config.settings) {
        if (isAmong(keys, path) || path.some((key) => key.includes('${'))) continue;
        const meant = meantKey(path, keys);
        const key = path.at(-1) ?? '';
        yield {
          ...place,
          message:
            meant === undefined
              ? say`\`${path.join('.')}\` does not reach ${title}: of a map the operator keeps only keys that it knows. Write \`config\` as a text in TOML.`
              : say`\`${path.join('.')}\` does not reach ${title}: of a map the operator keeps only keys that it knows. Is \`${meant}\` meant?`,
          fixes:
            meant === undefined || meant === key
              ? []
              : [
                  {
                    title: say`Rename to \`${meant}\``,
                    edits: [{ do: 'rename', node: place.node, key: meant }],
                    safe: false,
                  },
                ],
        };
      }
    }
  },
};

/** Of the same table, the one key that was probably meant. */
function meantKey(path: readonly string[], keys: ConfigKeys): string | undefined {
  const table = path.slice(0, -1).join('.').toLowerCase();
  const siblings = [...keys.values()].filter(
    (each) => each.path.length === path.length && each.path.slice(0, -1).join('.').toLowerCase() === table,
  );
  return nearestName(
    path.at(-1) ?? '',
    siblings.map((each) => each.path.at(-1) ?? ''),
  );
}
