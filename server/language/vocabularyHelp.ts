import type { KnownKey, Markdown } from '../../schemas/contract/index.ts';
import { authoredMarkdown, joinMarkdown, saidMarkdown } from '../../schemas/vocabulary/markdown.ts';
import type { LanguageContext } from './languageContext.ts';

/** What a vocabulary says of a key or a value, in the words of the language: its help is ours, and found as a whole. */
export function vocabularyHelp(
  { words, helpWords }: Pick<LanguageContext, 'words' | 'helpWords'>,
  { help, facts, manual }: Pick<KnownKey, 'help' | 'facts' | 'manual'>,
): Markdown {
  const parts = [
    authoredMarkdown(helpWords(help.markdown)),
    ...(facts === undefined ? [] : [saidMarkdown(facts, words)]),
    ...(manual === undefined ? [] : [manual]),
  ];
  return joinMarkdown(parts, '\n\n');
}
