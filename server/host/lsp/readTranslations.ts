import type { ServerEnvironment } from './environment.ts';

/** What editors call a language that we have under another name. */
const otherNames: Readonly<Record<string, string>> = { zh: 'zh-cn', 'zh-hans': 'zh-cn', 'zh-hans-cn': 'zh-cn' };

/**
 * Our texts in the language of the editor, by the English ones. Empty for English, for a language that there is no file of, and for
 * a file of another shape.
 * @param locale as the protocol has it (`zh-cn`) or as a shell does (`zh_CN.UTF-8`); some editors send none.
 */
export async function readTranslations(
  { readWords }: Pick<ServerEnvironment, 'readWords'>,
  locale: unknown,
): Promise<ReadonlyMap<string, string>> {
  const language = languageOf(locale);
  if (language === undefined || !readWords) return new Map();
  const words = await readWords(language).catch(() => undefined);
  if (typeof words !== 'object' || words === null) return new Map();
  return new Map(Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** It becomes part of a file's name. */
function languageOf(locale: unknown): string | undefined {
  if (typeof locale !== 'string') return undefined;
  const tag = (locale.split('.', 1)[0] ?? '').replaceAll('_', '-').toLowerCase();
  const name = otherNames[tag] ?? tag;
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/.test(name) && !/^en\b/.test(name) ? name : undefined;
}
