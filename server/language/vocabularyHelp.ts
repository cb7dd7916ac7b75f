import type { KnownKey, Markdown, Said } from '../../schemas/contract/index.ts';
import { authoredMarkdown, joinMarkdown, link, saidMarkdown } from '../../schemas/vocabulary/markdown.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { isSaid, say } from '../../schemas/vocabulary/say.ts';
import type { LanguageContext } from './languageContext.ts';

/** What a vocabulary says of a key or a value, in the words of the language: its help is ours, and found as a whole. */
export function vocabularyHelp(
  { words, helpWords }: Pick<LanguageContext, 'words' | 'helpWords'>,
  { help, facts, manual }: Pick<KnownKey, 'facts' | 'manual'> & { readonly help: Said | Markdown },
): Markdown {
  const parts = [
    isSaid(help) ? saidMarkdown(help, words) : authoredMarkdown(helpWords(help.markdown)),
    ...(facts === undefined ? [] : [saidMarkdown(facts, words)]),
    ...(manual === undefined ? [] : [link(render(say`Manual`, words), manual)]),
  ];
  return joinMarkdown(parts, '\n\n');
}
