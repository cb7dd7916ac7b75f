/** What an assistant hands over: nobody has looked at it. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** The question cannot be answered as it is asked; the message says what to write instead. */
export class WrongInput extends Error {}

/** @param longest in UTF-16 units. @throws {WrongInput} */
export function readText(input: ToolInput, key: string, longest: number): string | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new WrongInput(`"${key}" is a text.`);
  if (value.length > longest) throw new WrongInput(`"${key}" is longer than ${String(longest)} characters.`);
  return value;
}

/** @throws {WrongInput} when it is no list of texts, empty, or has more than `most`. */
export function readTexts(input: ToolInput, key: string, most: number): readonly string[] {
  const value = input[key];
  if (!Array.isArray(value) || value.length === 0 || !value.every((each) => typeof each === 'string'))
    throw new WrongInput(`Hand over a manifest as "text", or name files in "${key}".`);
  if (value.length > most) throw new WrongInput(`"${key}" has more than ${String(most)} entries.`);
  return value;
}

/** @throws {WrongInput} */
export function readVersions(input: ToolInput, key: string): Readonly<Record<string, string>> {
  const value = input[key] ?? {};
  const entries = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string' && /^v?\d/.test(entry[1])))
    throw new WrongInput(`"${key}" is a map of versions: {"PACK": "1.15"}.`);
  return Object.fromEntries(entries.slice(0, 20));
}
