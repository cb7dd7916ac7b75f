/** Our texts in a language (`zh-cn`), where VS Code looks for those of the client too: a path below what the build wrote. */
export function wordsFile(language: string): string {
  return `l10n/bundle.l10n.${language}.json`;
}
