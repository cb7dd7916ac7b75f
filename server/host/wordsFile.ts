/** Our texts in a language (`zh-cn`), where VS Code looks for those of the client too: a path below what the build wrote. */
export function wordsFile(language: string): string {
  return `l10n/bundle.l10n.${language}.json`;
}

/** Help on fields in a language, Markdown by the English text: a file of its own, because few look at it and it is long. */
export function helpWordsFile(language: string): string {
  return `l10n/help.l10n.${language}.json`;
}
