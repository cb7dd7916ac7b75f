import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import type { FieldHelp, LanguagePack, Vocabulary } from '../schemas/contract/index.ts';
import { commonVocabulary } from '../schemas/vocabulary/commonVocabulary.ts';
import { isSaid } from '../schemas/vocabulary/say.ts';
import { flowing, rulePages } from '../server/language/rulePages.ts';
import { parseDocument } from '../server/language/yaml/index.ts';

/** By which what is said is written: as text, and as Markdown (`markdownIn`). */
const tags: ReadonlySet<string> = new Set(['say', 'worded']);

/** What `render` puts between the parts of a list, in the client too; no `say` holds it. */
const lists = [', ', '{0} and {1}', '{0} or {1}'];

/** What a language says. */
export interface Translation {
  /** Path in the repository. */
  readonly file: string;
  /** `zh-cn` */
  readonly language: string;
  /** By our text. */
  readonly words: Readonly<Record<string, string>>;
  /** The areas that the file is meant to have, as `l10n/parts.json` says; `undefined`: all of them. */
  readonly parts: readonly string[] | undefined;
}

/**
 * Every text that we say (`` say`...` ``, `` worded`...` ``, messages of rules in schemas), with `{0}` ... where its values stand: what
 * translations are found by. To each where it stands: `client`, `server`, `vocabulary` or the id of a pack.
 */
export function saidTexts(root: string): Map<string, string> {
  const found = new Map(lists.map((text) => [text, 'client']));
  for (const [area, folder] of areas(root))
    for (const file of sourcesIn(path.join(root, folder))) for (const text of saidIn(file)) add(text, area);
  for (const [area, folder] of areas(root))
    for (const file of sourcesIn(path.join(root, folder), '.yaml'))
      for (const text of messagesIn(file)) add(text, area);
  return found;

  function add(text: string, area: string): void {
    if (hasWords(text) && !found.has(text)) found.set(text, area);
  }
}

/** @param of what is said, or help on fields and rules, which has files of its own */
export function translations(root: string, of: 'bundle' | 'help' = 'bundle'): Translation[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const parts = new Map(Object.entries(read('l10n/parts.json') as Record<string, readonly string[]>));
  return readdirSync(path.join(root, 'l10n')).flatMap((name) => {
    const [, kind, language] = /^(bundle|help)\.l10n\.(.+)\.json$/.exec(name) ?? [];
    if (language === undefined || kind !== of) return [];
    const file = `l10n/${name}`;
    return [{ file, language, words: read(file) as Translation['words'], parts: parts.get(name) }];
  });
}

/**
 * Help on fields, known keys and rules, Markdown, with the area of each. Fields are those of the last build, so there are none before:
 * `server`, `vocabulary`, `shared` for what several packs have, or the id of a pack.
 */
export function helpTexts(root: string, packs: readonly LanguagePack[]): Map<string, string> {
  const found = new Map<string, string>();
  const add = (text: string, area: string): void => {
    if (text !== '' && !found.has(text)) found.set(text, area);
  };
  const ids = new Set(packs.map(({ system }) => system.id));
  for (const { id, help } of rulePages(packs)) {
    const area = id.slice(0, id.indexOf('/'));
    add(flowing(help), ids.has(area) ? area : 'server');
  }
  for (const text of vocabularyTexts(commonVocabulary)) add(text, 'vocabulary');
  for (const [area, folder] of areas(root))
    for (const file of sourcesIn(path.join(root, folder))) for (const text of suggestedIn(file)) add(text, area);
  for (const { system, vocabulary } of packs) for (const text of vocabularyTexts(vocabulary)) add(text, system.id);
  const folder = path.join(root, 'dist/schemas');
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const area = /^(.+)\.help\.json$/.exec(name)?.[1];
    if (area === undefined) continue;
    const helps = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as readonly FieldHelp[];
    for (const { text, values = {} } of helps) for (const each of [text, ...Object.values(values)]) add(each, area);
  }
  return found;
}

/** Of keys that are known, and of their values. */
function* vocabularyTexts({ keys = {} }: Vocabulary = {}): Iterable<string> {
  const [resource] = parseDocument('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: any}\n').resources;
  if (!resource) return;
  for (const dictionary of Object.values(keys))
    for (const { help, values = [] } of dictionary.keys(resource)) {
      yield help.markdown;
      for (const value of values) if (value.help && !isSaid(value.help)) yield value.help.markdown;
    }
}

/** What a language is meant to have, of all that there is. */
export function textsOf(said: ReadonlyMap<string, string>, { parts }: Translation): Map<string, string> {
  return new Map([...said].filter(([, area]) => parts?.includes(area) ?? true));
}

/** Files of `l10n/` by path in the repository, without what nobody says any more, in the order of the alphabet. */
export function translationFiles(
  root: string,
  said: ReadonlyMap<string, string> = saidTexts(root),
  of: 'bundle' | 'help' = 'bundle',
): Record<string, string> {
  return Object.fromEntries(
    translations(root, of).map(({ file, words }) => {
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

function sourcesIn(folder: string, end = '.ts'): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end) && !name.startsWith('testdata'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Of rules in a schema. */
function messagesIn(file: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === 'message' && typeof child === 'string') found.push(child.trim());
      else visit(child);
    }
  };
  visit(parse(readFileSync(file, 'utf8')));
  return found;
}

function saidIn(file: string): string[] {
  const said: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && tags.has(node.tag.text))
      said.push(textOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return said;
}

/** Help on values that are suggested: what `describedValues` is given, and each literal that `authoredMarkdown` is. */
function suggestedIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first] = node.arguments;
      const { text: called } = node.expression;
      if (called === 'authoredMarkdown' && first && ts.isStringLiteralLike(first)) found.push(first.text);
      if (called === 'describedValues' && first && ts.isObjectLiteralExpression(first))
        for (const property of first.properties)
          if (ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer))
            found.push(property.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const { head, templateSpans } = template;
  return templateSpans.reduce((before, { literal }, index) => `${before}{${String(index)}}${literal.text}`, head.text);
}
