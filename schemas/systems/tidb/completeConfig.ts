import type { ManifestNode, Resource, TextOffer, TextOffers, TextPlace } from '../../contract/index.ts';
import { componentSettings } from './componentSettings.ts';
import { configsOf } from './configsOf.ts';
import type { ConfigKey, ConfigKeys } from './keysOf.ts';
import { say } from '../../vocabulary/say.ts';

/** Tables, keys and values of a configuration in TOML, at a place in it. */
export function completeConfig(node: ManifestNode, { resource, text, offset }: TextPlace): TextOffers | undefined {
  const keys = keysAt(resource, node);
  if (!keys) return undefined;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = lineEnd(text, offset);
  const [before, line] = [text.slice(start, offset), text.slice(start, end)];
  if (/^\s*#/.test(before)) return undefined;
  const above = text.slice(0, start).split('\n');
  const written = tablesIn(text.split('\n'));
  const heading = /^\s*\[([\w.-]*)$/.exec(before);
  if (heading) {
    const from = offset - (heading[1] ?? '').length;
    const behind = /^[\w.-]*\]?/.exec(text.slice(offset, end))?.[0].length ?? 0;
    return { start: from, end: offset + behind, offers: tables(keys, written).map((table) => tableOffer(table, '')) };
  }
  const table = tableAbove(above);
  const key = /^\s*([\w-]*)$/.exec(before)?.[1];
  if (key !== undefined) {
    const from = offset - key.length;
    const behind = /^[\w-]*/.exec(text.slice(offset, end))?.[0].length ?? 0;
    const hasValue = text
      .slice(offset + behind, end)
      .trimStart()
      .startsWith('=');
    const set = keysIn(text.split('\n'), table);
    const own = [...keys.values()].filter(({ path }) => path.slice(0, -1).join('.') === table);
    const offers = own
      .filter(({ path }) => path.at(-1) === line.trim() || !set.has(path.at(-1) ?? ''))
      .map((each) => keyOffer(each, hasValue));
    const headings = hasValue ? [] : tables(keys, written).map((each) => tableOffer(each, '['));
    return { start: from, end: offset + behind, offers: [...offers, ...headings] };
  }
  const [, name, typed] = /^\s*([\w-]+)\s*=\s*([\w"-]*)$/.exec(before) ?? [];
  if (name === undefined || typed === undefined) return undefined;
  const known = keys.get(
    [table, name]
      .filter((part) => part !== '')
      .join('.')
      .toLowerCase(),
  );
  const behind = /^[\w"-]*/.exec(text.slice(offset, end))?.[0].length ?? 0;
  // A list that is open takes Enter: for what is written whole there is none.
  const isWhole = known && valueOffers(known).some(({ insert }) => insert === typed);
  if (isWhole) return undefined;
  return known && { start: offset - typed.length, end: offset + behind, offers: valueOffers(known) };
}

function keysAt(resource: Resource, node: ManifestNode): ConfigKeys | undefined {
  const config = configsOf(resource).find((each) => each.node.path.join('\n') === node.path.join('\n'));
  return config && componentSettings.get(config.path);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

function headingIn(line: string): string | undefined {
  return /^\s*\[([\w.-]+)\]\s*(?:#.*)?$/.exec(line)?.[1];
}

function tablesIn(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => headingIn(line) ?? []));
}

/** The table that a line belongs to; empty: none, the settings above all tables. */
function tableAbove(lines: readonly string[]): string {
  return lines.flatMap((line) => headingIn(line) ?? []).at(-1) ?? '';
}

function keysIn(lines: readonly string[], wanted: string): ReadonlySet<string> {
  const found = new Set<string>();
  let table = '';
  for (const line of lines) {
    table = headingIn(line) ?? table;
    const key = /^\s*([\w-]+)\s*=/.exec(line)?.[1];
    if (key !== undefined && table === wanted) found.add(key);
  }
  return found;
}

/** In the order of the component's own template, without those that are there: TOML takes a table once. */
function tables(keys: ConfigKeys, written: ReadonlySet<string>): readonly string[] {
  const all = new Set([...keys.values()].map(({ path }) => path.slice(0, -1).join('.')));
  return [...all].filter((table) => table !== '' && !written.has(table));
}

function tableOffer(table: string, before: string): TextOffer {
  return {
    label: `[${table}]`,
    filter: `${before}${table}`,
    insert: `${before}${table}]`,
    kind: 'key',
    detail: say`table`,
  };
}

const typeWords = {
  s: say`text`,
  b: say`true or false`,
  i: say`number`,
  f: say`number`,
  l: say`list`,
  m: say`table`,
  x: say`table`,
} as const;

const written = { s: '"$0"', l: '[$0]', m: '{ $0 }', x: '{ $0 }', b: '', i: '', f: '' } as const;

function keyOffer({ path, type }: ConfigKey, hasValue: boolean): TextOffer {
  const key = path.at(-1) ?? '';
  return {
    label: key,
    insert: hasValue ? key : `${key} = `,
    ...(hasValue ? {} : { behind: written[type] }),
    kind: 'key',
    detail: typeWords[type],
    continues: !hasValue && (type === 'b' || valuesOf(path).length > 0),
  };
}

function valueOffers({ path, type }: ConfigKey): readonly TextOffer[] {
  if (type === 'b') return ['true', 'false'].map((value) => ({ label: value, insert: value, kind: 'value' }));
  return valuesOf(path).map((value) => ({ label: `"${value}"`, insert: `"${value}"`, kind: 'value' }));
}

/** Of settings that have the same few values in several components. */
function valuesOf(path: readonly string[]): readonly string[] {
  const name = path.slice(-2).join('.');
  if (name === 'log.level' || path.join('.') === 'log-level') return ['debug', 'info', 'warn', 'error', 'fatal'];
  if (name === 'log.format') return ['text', 'json'];
  return path.at(-1) === 'grpc-compression-type' ? ['none', 'deflate', 'gzip'] : [];
}
