/** Plain values as TOML, for settings that were written as a map. https://toml.io/en/v1.0.0 */

/** The text; `undefined`: there is something in it that TOML cannot say, such as null, or nothing. */
export function tomlOf(value: unknown): string | undefined {
  if (!isTable(value) || Object.keys(value).length === 0) return undefined;
  const lines: string[] = [];
  return writeTable(value, [], lines) ? `${lines.join('\n')}\n` : undefined;
}

type Table = Readonly<Record<string, unknown>>;

/** Values first, then the tables below: TOML knows no other order. */
function writeTable(table: Table, path: readonly string[], lines: string[]): boolean {
  const entries = Object.entries(table);
  for (const [key, each] of entries) {
    if (isTable(each)) continue;
    const text = valueText(each);
    if (text === undefined) return false;
    lines.push(`${keyText(key)} = ${text}`);
  }
  for (const [key, each] of entries) {
    if (!isTable(each)) continue;
    const below = [...path, key];
    const hasValues = Object.values(each).some((inside) => !isTable(inside)) || Object.keys(each).length === 0;
    if (hasValues) {
      if (lines.length > 0) lines.push('');
      lines.push(`[${below.map(keyText).join('.')}]`);
    }
    if (!writeTable(each, below, lines)) return false;
  }
  return true;
}

function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value) : undefined;
  if (Array.isArray(value)) {
    const items = value.map(valueText);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (!isTable(value)) return undefined;
  const fields = Object.entries(value).map(([key, each]) => [keyText(key), valueText(each)] as const);
  if (fields.some(([, text]) => text === undefined)) return undefined;
  return `{ ${fields.map(([key, text]) => `${key} = ${text ?? ''}`).join(', ')} }`;
}

/** An exponent has no sign for plus in TOML's strictest readers. */
function numberText(value: number): string {
  return String(value).replace('e+', 'e');
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
