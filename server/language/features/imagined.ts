import type { ManifestPath, Resource, Rule } from '../../../schemas/contract/index.ts';
import { listen, note } from '../../../schemas/vocabulary/perObject.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { supportedVersions } from '../compareVersions.ts';
import type { SchemaField } from '../schema/types.ts';
import { checkRules } from '../schema/checkRules.ts';
import { validateValue } from '../schema/validate.ts';
import { isSameList } from '../queries/isSameList.ts';
import { severityOf } from '../settings.ts';
import { addScalars, identityOf, replaceScalar, watchKeys } from '../yaml/index.ts';
import type { ScalarContent } from '../yaml/index.ts';
import { probe } from './probedDocument.ts';
import { matcherOf, ruleFindings } from '../problems/checkResource.ts';
import type { NamedFinding } from '../problems/checkResource.ts';

export interface Asked {
  readonly context: LanguageContext;
  readonly uri: string;
  readonly found: CursorSubject;
  /** As it is with `probe` at the path. */
  readonly resource: Resource;
  /** Counted from the resource. */
  readonly path: ManifestPath;
  readonly field: SchemaField | undefined;
}

/** Whether a value would stay without an error and a warning of ours: what we refuse we do not offer. */
export function imaginedValue(asked: Asked): (content: ScalarContent) => boolean {
  const { path, field, found } = asked;
  let known: Reading | undefined;
  return (content) => {
    const imagined = imagine(asked, content);
    if (!imagined) return true;
    const { rules, said } = (known ??= readRules(asked));
    const node = imagined.root.at(...path);
    const bySchema = field ? validateValue(imagined, field, node, { version: found.version }) : [];
    const all = [...bySchema, ...findings(asked, imagined, rules)];
    return !all.some((finding) => isRefusal(asked, finding, said) && !isForAnother(asked, finding));
  };
}

/**
 * Whether a key of the map at the path would stay without an error and a warning of ours with a value.
 * @param rulesFor those that look at a key, as `rulesAsking` finds out
 */
export function imaginedEntry(
  asked: Asked,
  rulesFor: (key: string) => readonly Rule[],
): (key: string, content: ScalarContent) => boolean {
  return (key, content) => {
    const entry = { ...asked, path: [...asked.path, key] };
    const imagined = imagine(entry, content);
    if (!imagined) return true;
    const all = [...findings(entry, imagined, rulesFor(key)), ...ofSchemaRules(entry, imagined)];
    return !all.some((finding) => isRefusal(entry, finding, none));
  };
}

/** Per rule a function that asks it, and tells which keys of the map at the path it looks at; `undefined`: all of them. */
export function rulesAsking(asked: Asked): (readonly [rule: Rule, keys: () => ReadonlySet<unknown>])[] {
  const { resource, path, found } = asked;
  const root = watchKeys(resource.root, path, note);
  if (!root) return [];
  const watched = { ...resource, root };
  return found.claim.rules.map((rule) => [rule, () => heard(() => findings(asked, watched, [rule])).noted]);
}

/** Of many keys with values those that may be refused: found by writing them all at once, to be asked about one by one. */
export function suspects(asked: Asked, entries: ReadonlyMap<string, ScalarContent>): ReadonlySet<string> {
  const root = addScalars(asked.resource.root, asked.path, entries);
  const all = root && { ...asked.resource, root };
  const found = all ? [...findings(asked, all, asked.found.claim.rules), ...ofSchemaRules(asked, all)] : [];
  const isOwn = (key: string) => {
    const entry = { ...asked, path: [...asked.path, key] };
    return found.some((finding) => isRefusal(entry, finding, none));
  };
  const marked = new Set(found.map(({ node }) => String(node.path.at(-1))));
  return new Set([...entries.keys()].filter((key) => marked.has(key) && isOwn(key)));
}

const none: ReadonlySet<string> = new Set();

interface Reading {
  /** Those that look at the value: any other one says the same whatever it is. */
  readonly rules: readonly Rule[];
  /** What is said about a value that means nothing. */
  readonly said: ReadonlySet<string>;
}

function readRules(asked: Asked): Reading {
  const imagined = imagine(asked, { text: probe, style: 'plain' }, () => {
    note(probe);
  });
  const said = new Set<string>();
  const rules = asked.found.claim.rules.filter((rule) => {
    const { found, noted } = heard(() => (imagined ? findings(asked, imagined, [rule]) : []));
    for (const finding of found) said.add(keyOf(finding));
    return noted.size > 0;
  });
  return { rules, said };
}

/** What is found, and what is noted on the way: trees are read once, and noted each time, also out of the memory of packs. */
function heard(find: () => readonly NamedFinding[]): Heard {
  const noted = new Set<unknown>();
  const found = listen((what) => noted.add(what), find);
  return { found, noted };
}

interface Heard {
  readonly found: readonly NamedFinding[];
  readonly noted: ReadonlySet<unknown>;
}

function keyOf({ code, node }: NamedFinding): string {
  return `${code} ${JSON.stringify(node.path)}`;
}

function imagine({ resource, path }: Asked, content: ScalarContent, onRead?: () => void): Resource | undefined {
  const root = replaceScalar(resource.root, path, content, onRead);
  if (!root) return undefined;
  // Of what is no resource the identity stands elsewhere.
  return { ...resource, identity: resource.identity.apiVersion === '' ? resource.identity : identityOf(root), root };
}

function findings(
  { context, uri, found: { claim, version } }: Asked,
  resource: Resource,
  rules: readonly Rule[],
): NamedFinding[] {
  return ruleFindings(context, { resource, claim, uri }, version, rules);
}

/** What the expressions of the schema say; what was committed is not asked for, because the key is a new one. */
function ofSchemaRules({ path, found: { claim, version, schema } }: Asked, resource: Resource): NamedFinding[] {
  if (!schema) return [];
  const supported = supportedVersions(claim.operator);
  const matcher = matcherOf(schema);
  return checkRules(resource, schema, {
    version,
    supported,
    previous: () => undefined,
    found: [],
    matcher,
    along: path,
  });
}

/** About the key, which stands there already, or about something absent that a fix adds: the value itself may stay. */
function isForAnother({ found, resource, path }: Asked, { code, mark, fixes }: NamedFinding): boolean {
  if (mark === 'key') return true;
  const fromAbsence = found.claim.rules.some(({ id, wholeOnly }) => id === code && wholeOnly);
  const [fix] = fixes ?? [];
  if (!fromAbsence || !fix) return false;
  const node = resource.root.at(...path);
  return fix.edits.every((edit) => !('node' in edit) || !isSameList(edit.node.path, node.path));
}

/** Of two items that exclude each other the other one may be marked. */
function isRefusal({ context, uri, resource, path }: Asked, finding: NamedFinding, said: ReadonlySet<string>): boolean {
  const { node, code, severity } = finding;
  const weight = severityOf(code, severity, context.configurations.severities(uri));
  if (weight !== 'error' && weight !== 'warning') return false;
  const place = node.path.slice(resource.root.path.length);
  if (isSameList(place, path)) return true;
  const isItem = typeof path.at(-1) === 'number' && place.length === path.length;
  return isItem && isSameList(place.slice(0, -1), path.slice(0, -1)) && !said.has(keyOf(finding));
}
