import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What `render` puts between the parts of a list; no `say` holds it. */
const lists = [', ', '{0} and {1}', '{0} or {1}'];

/** What a language says. */
export interface Translation {
  /** Path in the repository. */
  readonly file: string;
  /** `zh-cn` */
  readonly language: string;
  /** By our text. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * Every text that we say (`` say`...` ``), with `{0}` ... where its values stand: what translations are found by. To each where
 * it stands: `client`, `server`, `vocabulary` or the id of a pack.
 */
export function saidTexts(root: string): Map<string, string> {
  const found = new Map(lists.map((text) => [text, 'vocabulary']));
  for (const [area, folder] of areas(root))
    for (const file of sourcesIn(path.join(root, folder)))
      for (const text of saidIn(file)) if (hasWords(text) && !found.has(text)) found.set(text, area);
  return found;
}

export function translations(root: string): Translation[] {
  return readdirSync(path.join(root, 'l10n')).flatMap((name) => {
    const language = /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1];
    if (language === undefined) return [];
    const file = `l10n/${name}`;
    return [{ file, language, words: JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Translation['words'] }];
  });
}

/** The files of `l10n/` by path in the repository, without what nobody says any more, in the order of the alphabet. */
export function translationFiles(root: string): Record<string, string> {
  const said = saidTexts(root);
  return Object.fromEntries(
    translations(root).map(({ file, words }) => {
      const kept = Object.entries(words).filter(([text]) => said.has(text));
      kept.sort(([a], [b]) => (a < b ? -1 : 1));
      return [file, `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`];
    }),
  );
}

/** The places `{0}` ... of a text, sorted. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();
}

/** Where nothing but values stands there is nothing to translate. */
function hasWords(text: string): boolean {
  return /\p{Letter}/u.test(text);
}

function areas(root: string): (readonly [area: string, folder: string])[] {
  const systems = 'schemas/systems';
  const packs = readdirSync(path.join(root, systems)).map((id) => [id, `${systems}/${id}`] as const);
  const others = ['vocabulary', 'compiler', 'kubernetes'].map((name) => ['vocabulary', `schemas/${name}`] as const);
  const all = [['client', 'client'] as const, ['server', 'server'] as const, ...others, ...packs];
  return all.filter(([, folder]) => existsSync(path.join(root, folder)));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

function saidIn(file: string): string[] {
  const said: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === 'say')
      said.push(textOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return said;
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const { head, templateSpans } = template;
  return templateSpans.reduce((before, { literal }, index) => `${before}{${String(index)}}${literal.text}`, head.text);
}
