import type { Markdown } from '../../schemas/contract/index.ts';
import { authoredMarkdown, joinMarkdown, link, proseMarkdown } from '../../schemas/vocabulary/markdown.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ChartHelp } from '../../schemas/compiler/charts/chartFields.ts';
import type { LanguageContext } from './languageContext.ts';
import type { CursorSubject } from './subjects/subjectAt.ts';
import { helpOf } from './schema/walk.ts';
import type { SchemaField } from './schema/types.ts';

/** What the schemas say about a field, for people. */
export interface ShownHelp {
  readonly text?: Markdown;
  readonly manual?: Markdown;
  /** About one of its values. */
  of(value: unknown): Markdown | undefined;
}

/** Our texts come from the build, which refuses images, HTML and links that lead elsewhere than to the web; those of definitions are no markup. */
export function fieldHelp(
  context: LanguageContext,
  found: Pick<CursorSubject, 'definition' | 'header' | 'help'>,
  field: SchemaField,
): ShownHelp {
  if (found.help) return foreignHelp(found.help, field);
  const help = helpOf(field, context.schemas.help(found.header, found));
  const values = help?.values ?? {};
  const shown = (text: string) => (help?.foreign ? proseMarkdown(text) : authoredMarkdown(context.helpWords(text)));
  return {
    ...(help?.text ? { text: shown(help.text) } : {}),
    ...(help?.link ? { manual: link(render(say`Manual`, context.words), help.link) } : {}),
    of(value) {
      const text = Object.hasOwn(values, String(value)) ? values[String(value)] : undefined;
      return text ? shown(text) : undefined;
    },
  };
}

/** In the words of whoever wrote the schema, which do nothing. */
function foreignHelp(help: readonly ChartHelp[], { nodes }: SchemaField): ShownHelp {
  const texts = nodes.flatMap((node) => (node.help === undefined ? [] : (help[node.help] ?? [])));
  const parts = [
    texts.find(({ title }) => title !== '')?.title,
    texts.find(({ description }) => description !== '')?.description,
  ];
  const written = parts.filter((part) => part !== undefined).map((part) => proseMarkdown(part));
  return { ...(written.length > 0 ? { text: joinMarkdown(written, '\n\n') } : {}), of: () => undefined };
}
