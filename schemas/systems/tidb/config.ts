import type { Finding, ManifestNode, Span } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { placeInText } from '../../vocabulary/placeInText.ts';
import { textOf } from '../../vocabulary/read.ts';
import { readToml } from '../../vocabulary/toml.ts';
import type { TomlFault } from '../../vocabulary/toml.ts';

/** Where something of a configuration stands, for a finding. */
export type ConfigPlace = Pick<Finding, 'node' | 'mark' | 'part'>;

/** One setting, wherever it is written. */
export interface ConfigSetting {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly place: ConfigPlace;
  /** In a text: `a.b = 1`. */
  readonly isDotted?: boolean;
  /** In a text: where its key stands, as UTF-16 offsets into the text, end excluded. */
  readonly written?: Span;
}

/** Settings of a component: a map, or a text in TOML. */
export interface Config {
  readonly form: 'map' | 'text' | 'nothing';
  readonly settings: readonly ConfigSetting[];
  value(...path: readonly string[]): unknown;
}

/** `undefined`: nothing is known about it, or it cannot be read. */
export function readConfig(node: ManifestNode): Config | undefined {
  return read(node, undefined).config;
}

/** What is wrong with the text, if it is one. */
export function configFault(node: ManifestNode): (ConfigPlace & Pick<TomlFault, 'reason' | 'line'>) | undefined {
  return read(node, undefined).fault;
}

interface Reading {
  readonly config?: Config;
  readonly fault?: ConfigPlace & Pick<TomlFault, 'reason' | 'line'>;
}

const read = perObject((node: ManifestNode, _: undefined): Reading => {
  if (node.kind === 'map') return { config: configOf('map', [...leaves(node, [])]) };
  if (node.kind === 'missing' || node.value === null) return { config: configOf('nothing', []) };
  const text = textOf(node);
  const toml = text === undefined || isFilledInLater(text) ? undefined : readToml(text);
  if (text === undefined || toml === undefined) return {};
  if ('fault' in toml) {
    const { reason, line, start, end } = toml.fault;
    return { fault: { ...placeInText(node, text, start, end), reason, line } };
  }
  const settings = toml.entries.map(({ path, value, start, end, isDotted }): ConfigSetting => {
    return {
      path: path.map(String),
      value,
      place: placeInText(node, text, start, end),
      isDotted,
      written: { start, end },
    };
  });
  return { config: configOf('text', settings) };
});

function configOf(form: Config['form'], settings: readonly ConfigSetting[]): Config {
  const known = new Map(settings.map(({ path, value }) => [path.join('\n'), value]));
  return { form, settings, value: (...path) => known.get(path.join('\n')) };
}

/** Deeper than any configuration. */
const deepest = 20;

function* leaves(node: ManifestNode, path: readonly string[]): Iterable<ConfigSetting> {
  for (const [key, child] of node.entries()) {
    const below = [...path, key];
    if (child.kind === 'map' && child.entries().length > 0 && below.length < deepest) yield* leaves(child, below);
    else yield { path: below, value: child.value, place: { node: child, mark: 'key' } };
  }
}
