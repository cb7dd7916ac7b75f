import type { Finding, Fix, Rule, Said } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import type { ConfigSetting } from '../config.ts';
import { configKeys } from '../configKeys.ts';
import type { ConfigType } from '../keysOf.ts';
import { configsOf } from '../configsOf.ts';
import { code } from '../sources.ts';

/** A value of another type than the operator's structure has. */
export const configValueUnreadable: Rule = {
  id: 'tidb/config-value-unreadable',
  severity: 'error',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The operator reads a \`config\` that is a map into structures with types. A text where a number belongs, or a number where
a text belongs (sizes and times such as \`"8GB"\` and \`"30s"\` are texts), keeps it from reading the resource, and with it the
others of its kind: nothing is made or changed any more. The API server takes it all the same.`,
  source: code('apis/pingcap/v1alpha1/tidb_config_wraper.go#L71'),
  *check({ resource }): Iterable<Finding> {
    for (const { path: where, node } of configsOf(resource)) {
      const keys = configKeys.get(where);
      const config = readConfig(node);
      if (keys === undefined || config?.form !== 'map') continue;
      for (const setting of config.settings) {
        const known = keys.get(setting.path.join('.').toLowerCase());
        if (known === undefined || fits(setting, known.type)) continue;
        yield {
          node: setting.place.node,
          message: say`\`${setting.path.join('.')}\` is ${wanted[known.type]}: with anything else the operator cannot read the resource.`,
          fixes: fixesFor(setting, known.type),
        };
      }
    }
  },
};

const wanted: Readonly<Record<ConfigType, Said>> = {
  s: say`a text, in quotes`,
  b: say`\`true\` or \`false\`, without quotes`,
  i: say`a whole number, without quotes or unit`,
  f: say`a number, without quotes`,
  l: say`a list of texts`,
  m: say`a map of texts`,
  x: say`something else`,
};

function fits({ value, place }: ConfigSetting, type: ConfigType): boolean {
  if (value === null || value === undefined) return true;
  const { kind } = place.node;
  switch (type) {
    case 's':
      return typeof value === 'string';
    case 'b':
      return typeof value === 'boolean';
    case 'i':
      return Number.isInteger(value);
    case 'f':
      return typeof value === 'number';
    case 'l':
      return (
        kind === 'list' &&
        place.node.items().every((item) => item.value === undefined || typeof item.value === 'string')
      );
    case 'm':
      return kind === 'map';
    default:
      return true;
  }
}

function fixesFor({ value, place: { node } }: ConfigSetting, type: ConfigType): readonly Fix[] {
  const meant = meantValue(value, type);
  if (meant === undefined) return [];
  const title = typeof meant === 'string' ? say`Write "${meant}" as a text` : say`Write ${String(meant)}`;
  return [{ title, edits: [{ do: 'set', node, value: meant }], safe: false }];
}

function meantValue(value: unknown, type: ConfigType): string | number | boolean | undefined {
  if (type === 's' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'b' && (value === 'true' || value === 'false')) return value === 'true';
  const isNumber = typeof value === 'string' && (type === 'i' ? /^-?\d{1,15}$/ : /^-?\d+(?:\.\d+)?$/).test(value);
  return (type === 'i' || type === 'f') && isNumber ? Number(value) : undefined;
}
