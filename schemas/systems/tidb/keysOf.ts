export type ConfigType = 's' | 'b' | 'i' | 'f' | 'l' | 'm' | 'x';

/** By path with dots, in lower case: the operator's reader does not mind capitals. */
export type ConfigKeys = ReadonlyMap<string, ConfigKey>;

export interface ConfigKey {
  readonly path: readonly string[];
  readonly type: ConfigType;
}

/**
 * Keys by table, each with the type that it has there: s text, b true or false, i whole number, f number, l list of texts, m map of
 * texts, x something with keys that are not listed. A heading may name several tables.
 * @param tables those that are wanted; absent: all
 */
export function keysOf(text: string, tables?: ReadonlySet<string>): ConfigKeys {
  const keys = new Map<string, ConfigKey>();
  let current: readonly string[] = [''];
  for (const word of text.split(/\s+/)) {
    const named = /^\[(.*)\]$/.exec(word)?.[1];
    const [, key, type] = /^(\S+):([sbiflmx])$/.exec(word) ?? [];
    if (named !== undefined) current = named.split(',');
    if (key === undefined) continue;
    for (const table of current) {
      if (tables?.has(table) === false) continue;
      const path = [...(table === '' ? [] : table.split('.')), key];
      keys.set(path.join('.').toLowerCase(), { path, type: type as ConfigType });
    }
  }
  return keys;
}

/** The key, something that the table of keys leaves open above it, or a table that is there and empty. */
export function isAmong(keys: ConfigKeys, path: readonly string[]): boolean {
  const steps = path.map((step) => step.toLowerCase());
  for (let length = steps.length; length > 0; length--) {
    const found = keys.get(steps.slice(0, length).join('.'));
    if (found && (length === steps.length || found.type === 'm' || found.type === 'x')) return true;
  }
  const table = `${steps.join('.')}.`;
  return [...keys.keys()].some((key) => key.startsWith(table));
}
