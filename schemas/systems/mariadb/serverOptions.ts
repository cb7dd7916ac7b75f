import { KnownWords } from '../../vocabulary/nearest.ts';
import {
  clientOptions,
  foreignOptions,
  goneOptions,
  optionTable,
  pluginPrefixes,
  statementVariables,
} from './optionTable.ts';
import type { OptionType } from './optionTable.ts';

export interface ServerOption {
  /** With `_`. */
  readonly name: string;
  readonly type: OptionType;
  /** Of the types that take words. */
  readonly words: readonly string[];
  /** The server does not start where nothing stands behind the name. */
  readonly needsValue: boolean;
  /** MariaDB 10.11 and older do not know it, or 11.8 and newer do not any more. */
  readonly known: 'always' | 'later' | 'before';
}

/** What a name in a section of the server means. */
export type Meaning =
  | { readonly is: 'option'; readonly option: ServerOption; readonly isPlain: boolean }
  /** Nothing can be said: the server warns at most, or a plugin or another version may know it. */
  | { readonly is: 'open' }
  /** Of MySQL, of clients, of SQL statements alone, or gone before MariaDB 10.11. */
  | { readonly is: 'foreign' | 'client' | 'statement' | 'gone' }
  | { readonly is: 'unknown'; readonly meant: string | undefined };

/** As the server looks a name up: `-` is `_`, case does not count, the first letters are enough. */
export function meaningOf(written: string): Meaning {
  const name = written.toLowerCase().replaceAll('-', '_');
  const option = known().options.get(name) ?? beginningWith(name);
  if (option) return { is: 'option', option, isPlain: true };
  if (name.startsWith('loose_') || isAmbiguous(name)) return { is: 'open' };
  const behind = /^(?:skip|disable|enable|maximum|autoset)_(.*)$/.exec(name)?.[1];
  const switched = behind === undefined ? undefined : (known().options.get(behind) ?? beginningWith(behind));
  if (switched) return { is: 'option', option: switched, isPlain: false };
  if (known().foreign.has(name)) return { is: 'foreign' };
  if (known().clients.has(name)) return { is: 'client' };
  if (known().statements.has(name)) return { is: 'statement' };
  if (known().gone.has(name)) return { is: 'gone' };
  if (known().plugins.some((plugin) => name === plugin || name.startsWith(`${plugin}_`))) return { is: 'open' };
  const [meant, ...others] = known().words.nearest(behind ?? name);
  return { is: 'unknown', meant: others.length === 0 ? meant : undefined };
}

/** The option that a line sets; `undefined`: none that is known, or one that a `skip_` in front of it switches. */
export function optionOf(written: string): ServerOption | undefined {
  const meaning = meaningOf(written);
  return meaning.is === 'option' && meaning.isPlain ? meaning.option : undefined;
}

export function isOption(name: string): boolean {
  return known().options.has(name);
}

interface Known {
  readonly options: ReadonlyMap<string, ServerOption>;
  readonly names: readonly string[];
  readonly words: KnownWords;
  readonly foreign: ReadonlySet<string>;
  readonly clients: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly plugins: readonly string[];
}

let tables: Known | undefined;

/** Read when somebody asks: most workspaces have no such text. */
function known(): Known {
  tables ??= readTables();
  return tables;
}

function readTables(): Known {
  const options = readTable(optionTable);
  const names = [...options.keys()].sort();
  return {
    ...{ options, names, words: new KnownWords(names) },
    ...{ foreign: setOf(foreignOptions), clients: setOf(clientOptions), statements: setOf(statementVariables) },
    ...{ gone: setOf(goneOptions), plugins: [...setOf(pluginPrefixes)] },
  };
}

function beginningWith(start: string): ServerOption | undefined {
  const found = start === '' ? [] : known().names.filter((name) => name.startsWith(start));
  return found.length === 1 ? known().options.get(found[0] ?? '') : undefined;
}

function isAmbiguous(start: string): boolean {
  return start === '' || known().names.some((name) => name.startsWith(start));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const versions = { '': 'always', '>': 'later', '<': 'before' } as const;

function readTable(table: Readonly<Record<OptionType, string>>): ReadonlyMap<string, ServerOption> {
  const options = new Map<string, ServerOption>();
  for (const type of typesOf(table)) {
    for (const each of table[type].split(' ')) {
      const [, name = '', needs, version = '', words] = /^(\w+)(!?)([<>]?)(?:=(.+))?$/.exec(each) ?? [];
      options.set(name, {
        name,
        type,
        words: words?.split(',') ?? [],
        needsValue: needs === '!',
        known: version === '>' || version === '<' ? versions[version] : 'always',
      });
    }
  }
  return options;
}

function typesOf(table: Readonly<Record<OptionType, string>>): readonly OptionType[] {
  return Object.keys(table) as OptionType[];
}
