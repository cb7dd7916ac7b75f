import type { ManifestNode, ManifestPath } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { textOf } from '../../vocabulary/read.ts';
import { plainNode } from './plainNode.ts';

/** Maps of an `OperatorConfiguration` whose settings stand side by side in a ConfigMap. */
const sections: ReadonlySet<unknown> = new Set([
  'users',
  'major_version_upgrade',
  'kubernetes',
  'postgres_pod_resources',
  'timeouts',
  'load_balancer',
  'aws_or_gcp',
  'logical_backup',
  'debug',
  'teams_api',
  'logging_rest_api',
  'scalyr',
  'connection_pooler',
  'patroni',
]);

/** The data of the operator's ConfigMap as if it were the `configuration` of an `OperatorConfiguration`; always the same. */
export const configurationIn: (data: ManifestNode, key?: undefined) => ManifestNode = perObject(
  (data: ManifestNode) => {
    const whole: ManifestNode = {
      ...plainNode(data),
      at(...path: ManifestPath) {
        const [key, ...rest] = path.filter((part) => !sections.has(part));
        if (key === undefined) return whole;
        const setting = settingOf(data.at(key));
        return rest.length === 0 ? setting : setting.at(...rest);
      },
    };
    return whole;
  },
);

/** One setting: `"true"` is a switch, and a list or a map is written as `a,b` or `a:1,b:2`. */
function settingOf(node: ManifestNode): ManifestNode {
  const text = textOf(node);
  if (text === undefined) return node;
  const parts = partsOf(node, text);
  return {
    ...plainNode(node),
    readFrom: node,
    value: valueOf(String(node.path.at(-1)), text),
    items: () => parts,
    entries: () =>
      parts.map((part) => {
        const [key = '', value = ''] = String(part.value).split(':');
        return [key, { ...part, value }] as const;
      }),
  };
}

function valueOf(key: string, text: string): unknown {
  if (numbers.has(key)) return /^[-+]?\d+$/.test(text) ? Number(text) : text;
  return switches.get(text) ?? text;
}

/** Settings that rules count with; versions of Postgres are texts in every form. */
const numbers: ReadonlySet<string> = new Set([
  'connection_pooler_number_of_instances',
  'max_instances',
  'min_instances',
  'workers',
]);

/** As strconv.ParseBool reads them, but for `1` and `0`. */
const switches: ReadonlyMap<string, boolean> = new Map([
  ...['t', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

/** What stands between commas, each with the place of its own where the text is written as it is read. */
function partsOf(node: ManifestNode, text: string): readonly ManifestNode[] {
  const { source, span, style } = node;
  const start = source === text && style !== 'literal' ? span.start + (style === 'plain' ? 0 : 1) : undefined;
  let behind = 0;
  return text.split(',').flatMap((piece) => {
    const value = piece.trim();
    const at = behind + piece.indexOf(value);
    behind += piece.length + 1;
    if (value === '') return [];
    const place =
      start === undefined
        ? {}
        : { span: { start: start + at, end: start + at + value.length }, style: 'plain' as const };
    return [{ ...plainNode(node), ...place, readFrom: node, value, source: value }];
  });
}
