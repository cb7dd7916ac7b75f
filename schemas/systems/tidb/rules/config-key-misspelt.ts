import type { Finding, Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { readConfig } from '../config.ts';
import type { ConfigSetting } from '../config.ts';
import { configsOf } from '../configsOf.ts';
import { groupKinds } from '../groups.ts';
import type { ConfigKey } from '../keysOf.ts';
import { isKnownSetting, knownSettings } from '../knownSettings.ts';
import { manual } from '../sources.ts';

/** In a text, where the operator looks at nothing. */
export const configKeyMisspelt: Rule = {
  id: 'tidb/config-key-misspelt',
  severity: 'information',
  kinds: ['TidbCluster', 'DMCluster', ...groupKinds],
  help: `A text in TOML is passed on as it is, and components say little about a key that they do not know: some start without it,
some do not start at all. This one is nearly a setting of the component, and is none that we know. Newer versions may know more.`,
  source: manual('configure-a-tidb-cluster'),
  *check({ resource }): Iterable<Finding> {
    for (const { path: where, title, node } of configsOf(resource)) {
      const config = readConfig(node);
      const text = textOf(node);
      if (config?.form !== 'text' || text === undefined) continue;
      const written = new Set(config.settings.map(({ path }) => path.join('.').toLowerCase()));
      const toldTables = new Set<string>();
      for (const setting of config.settings) {
        const { path, place } = setting;
        if (isKnownSetting(where, path) || path.some((step) => step.includes('${'))) continue;
        const table = path.slice(0, -1).join('.');
        if (table === '' || isKnownSetting(where, path.slice(0, -1))) {
          const meant = meantKey(where, path);
          if (meant === undefined || written.has(meant.join('.').toLowerCase())) continue;
          yield {
            ...place,
            message: say`\`${path.join('.')}\` is no setting of ${title} that is known. Is \`${meant.join('.')}\` meant?`,
            fixes: renamed(node, text, setting, meant),
          };
        } else if (!toldTables.has(table)) {
          toldTables.add(table);
          const meant = nearestName(table, tablesOf(where));
          if (meant === undefined) continue;
          yield {
            ...place,
            message: say`\`[${table}]\` is no table of ${title} that is known. Is \`[${meant}]\` meant?`,
          };
        }
      }
    }
  },
};

/** A known one of the same table, by one slip. */
function meantKey(where: string, path: readonly string[]): readonly string[] | undefined {
  const table = path.slice(0, -1);
  const names = knownSettings(where)
    .filter((known) => tableOf(known) === table.join('.').toLowerCase())
    .map((known) => known.path.at(-1) ?? '');
  const meant = nearestName(path.at(-1) ?? '', [...new Set(names)]);
  return meant === undefined ? undefined : [...table, meant];
}

function tablesOf(where: string): readonly string[] {
  return [...new Set(knownSettings(where).map(tableOf))].filter((table) => table !== '');
}

function tableOf({ path }: ConfigKey): string {
  return path.slice(0, -1).join('.').toLowerCase();
}

/** Only where the key stands as it is read: one in quotes or with blanks between its dots is left to the person. */
function renamed(node: ManifestNode, text: string, setting: ConfigSetting, meant: readonly string[]): readonly Fix[] {
  const { written, path, isDotted } = setting;
  const key = isDotted === true ? meant.join('.') : (meant.at(-1) ?? '');
  const now = isDotted === true ? path.join('.') : path.at(-1);
  if (!written || text.slice(written.start, written.end) !== now) return [];
  const value = `${text.slice(0, written.start)}${key}${text.slice(written.end)}`;
  return [{ title: say`Rename to \`${key}\``, edits: [{ do: 'set', node, value }], safe: false }];
}
