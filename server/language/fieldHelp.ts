import type { Markdown } from '../../schemas/contract/index.ts';
import { authoredMarkdown, joinMarkdown, link, proseMarkdown } from '../../schemas/vocabulary/markdown.ts';
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

/** The texts come from the build, which refuses images, HTML and links that lead elsewhere than to the web. */
export function fieldHelp(
  context: LanguageContext,
  { header, help: foreign }: CursorSubject,
  field: SchemaField,
): ShownHelp {
  if (foreign) return foreignHelp(foreign, field);
  const help = helpOf(field, context.schemas.help(header.apiVersion, header.kind));
  const values = help?.values ?? {};
  return {
    ...(help?.text ? { text: authoredMarkdown(help.text) } : {}),
    ...(help?.link ? { manual: link('Manual', help.link) } : {}),
    of(value) {
      const text = Object.hasOwn(values, String(value)) ? values[String(value)] : undefined;
      return text ? authoredMarkdown(text) : undefined;
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
