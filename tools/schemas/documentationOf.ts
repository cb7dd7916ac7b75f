import ts from 'typescript';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';

/** The text of a doc comment; its link and its texts per enum value stand apart. */
export function documentationOf(node: ts.Node): Pick<AuthoredSchema, 'description' | 'x-link' | 'x-values'> {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const written = ts.getTextOfJSDocComment(doc?.comment) ?? '';
  if (written === '') return {};
  const list = written.indexOf('Possible enum values:');
  const values = list < 0 ? {} : textsOfValues(written.slice(list));
  const text = list < 0 ? written : written.slice(0, list);
  const link = /(?:More info|See):?\s+(https?:\/\/\S+?)[.,)]?(?=\s|$)/.exec(text);
  return {
    ...(link?.[1] === undefined ? {} : { 'x-link': link[1] }),
    description: plainText((link === null ? text : text.replace(link[0], '')).trim()),
    ...(Object.keys(values).length === 0 ? {} : { 'x-values': values }),
  };
}

function textsOfValues(list: string): Readonly<Record<string, string>> {
  const texts = [...list.matchAll(/^\s*- `"([^"]*)"`[ \t]*(.*)$/gm)];
  return Object.fromEntries(
    texts.flatMap(([, value = '', help = '']) => (help === '' ? [] : [[value, plainText(help)]])),
  );
}

/**
 * The package's texts are read as Markdown, but written for nobody's renderer: outside code, what would be HTML (`<hostname>`) or
 * an image is text, and so is a link that does not lead to the web.
 */
function plainText(text: string): string {
  return text
    .split(/(`+[^`]+`+)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/<(?!https?:\/\/)|!(?=\[)|\[(?=[^\]]*\]\((?!https?:\/\/))/g, '\\$&'),
    )
    .join('');
}
