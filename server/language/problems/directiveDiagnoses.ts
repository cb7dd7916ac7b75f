import type { Rule, RuleContext, Span } from '../../../schemas/contract/index.ts';
import { foldedWord, nearest, nearestFolded } from '../../../schemas/vocabulary/nearest.ts';
import type { FoldedWord } from '../../../schemas/vocabulary/nearest.ts';
import { remembered } from '../../../schemas/vocabulary/remembered.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { ask } from '../ask.ts';
import { commentCodes } from '../commentCodes.ts';
import type { LanguageContext } from '../languageContext.ts';
import { knownCodes } from '../knownCodes.ts';
import { severityOf } from '../settings.ts';
import { claimedSubjects } from '../subjects/claimedSubjects.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { directives, directivesOf, targetLines } from '../suppressions.ts';
import type { Directive, MentionedRule } from '../suppressions.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { isBroken } from '../yaml/index.ts';
import type { Comment } from '../yaml/index.ts';
import { applies } from './checkResource.ts';
import { createRuleContext } from './createRuleContext.ts';
import type { Diagnosis } from './diagnosis.ts';

/** What is found in a document, before anything is switched off. */
export type FoundIn = (placed: PlacedSlot) => readonly Diagnosis[];

/** Comments that are meant to switch rules off, and do not, or need not. */
export function directiveDiagnoses(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  foundIn: FoundIn,
): readonly Diagnosis[] {
  const { slot } = placed;
  if (slot.isTooLarge || !mayBeMeant.test(slot.text) || slot.isTemplate) return none;
  const found = directivesOf(slot);
  const known = codesOf(context);
  const wrong = found.flatMap(({ rules }) => rules.filter(({ id }) => !isKnown(id, known)));
  const meantBy = remembered((id) => meantCodes(id, known), { most: wrong.length });
  return [
    ...slot.document.comments.flatMap((comment) => misspelt(comment, slot)),
    ...wrong.map((rule) => unknownRule(rule, meantBy(rule.id))),
    ...unused(context, file, placed, found, foundIn),
  ];
}

const none: readonly Diagnosis[] = [];
const mayBeMeant = /db-?manifests?-/i;

/** What directives may name. */
interface KnownCodes {
  readonly all: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, { readonly rule: Rule; readonly askedKey: symbol }>;
  readonly words: readonly FoldedWord[];
  /** All of a pack: `<pack>/*`. */
  readonly groups: readonly FoldedWord[];
}

const codes = new WeakMap<LanguageContext['packs'], KnownCodes>();

function codesOf({ packs }: LanguageContext): KnownCodes {
  let known = codes.get(packs);
  if (!known) {
    const all = knownCodes(packs.all);
    const groups = new Set([...all].map((each) => `${each.slice(0, each.indexOf('/'))}/*`));
    const rules = new Map(
      packs.all.flatMap((pack) => pack.rules.map((rule) => [rule.id, { rule, askedKey: Symbol(rule.id) }])),
    );
    codes.set(packs, (known = { all, rules, words: [...all].map(foldedWord), groups: [...groups].map(foldedWord) }));
  }
  return known;
}

function isKnown(id: string, { all, groups }: KnownCodes): boolean {
  return id === '*' || all.has(id) || (id.endsWith('/*') && groups.some(({ word }) => word === id));
}

function misspelt(comment: Comment, { text }: ManifestSlot): Diagnosis[] {
  const [word = ''] = /^[^\s,:]+/.exec(comment.text) ?? [];
  const isOne = directives.some((each) => each === word);
  if ((isOne && comment.ownLine) || !/^db-?manifests?-/i.test(word)) return [];
  const start = text.indexOf(word, comment.span.start);
  const span = { start, end: start + word.length };
  const { severity } = commentCodes['comments/unknown-directive'];
  const code = 'comments/unknown-directive';
  if (isOne) {
    return [
      {
        ...{ code, severity, span, fixes: [] },
        message: say`Behind a value this comment switches nothing off: put it on a line of its own above.`,
      },
    ];
  }
  if (!/(?:disable|ignore|suppress|off|next-?line)/i.test(word)) return [];
  const near = nearest(word, directives);
  const meant = near.length > 0 ? near : directives;
  return [
    {
      ...{ code, severity, span },
      message:
        near.length > 0
          ? say`This comment switches nothing off: is ${near[0] ?? ''} meant?`
          : say`This comment switches nothing off: write ${directives[0]}, ${directives[1]} or ${directives[2]}.`,
      fixes: meant.map((name) => changeTo(span, name)),
    },
  ];
}

function changeTo(span: Span, text: string): Diagnosis['fixes'][number] {
  return { title: say`Change to "${text}"`, safe: false, edits: () => [{ span, text }] };
}

function meantCodes(id: string, { words, groups }: KnownCodes): readonly string[] {
  const near = nearestFolded(id, id.endsWith('*') ? groups : words);
  if (near.length > 0) return near;
  // The rule is right, the pack is not.
  const behind = id.slice(id.indexOf('/') + 1);
  const ofOthers = words.filter(({ word }) => word.slice(word.indexOf('/') + 1) === behind);
  return ofOthers.slice(0, 3).map(({ word }) => word);
}

function unknownRule({ id, span }: MentionedRule, meant: readonly string[]): Diagnosis {
  const [first] = meant;
  return {
    code: 'comments/unknown-rule',
    severity: first === undefined ? 'information' : commentCodes['comments/unknown-rule'].severity,
    message:
      first === undefined
        ? say`No rule is called "${id}", so this switches nothing off.`
        : say`No rule is called "${id}", so this switches nothing off: is "${first}" meant?`,
    span,
    fixes: meant.map((name) => changeTo(span, name)),
  };
}

/** Only where it is certain: the rule could be asked, and has found nothing. */
function unused(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  found: readonly Directive[],
  foundIn: FoundIn,
): Diagnosis[] {
  if (found.length === 0 || !context.names.complete) return [];
  const below = targetLines(found);
  return found.flatMap((directive) => {
    const isOfFile = directive.scope === 'file';
    const home: Home = isOfFile ? file : placed.slot;
    const findReach = () =>
      home.memo(reachKey, () => reachOf(context, file, isOfFile ? file.placed() : [placed], foundIn));
    const reach = findReach();
    if (reach === undefined) return [];
    const line = directive.scope === 'next-line' ? below.get(directive.line) : undefined;
    const spoken = line === undefined ? reach.codes : reach.codesOfLines.get(line);
    const isIdle = ({ id }: MentionedRule) => !spoken?.has(id) && isAsked(context, file.uri, id, { home, findReach });
    return directive.rules.filter(isIdle).map((rule) => unusedRule(directive, rule, placed.slot));
  });
}

/** What keeps the answers that all directives of one scope share: a file, or a document. */
type Home = Pick<ManifestSlot, 'memo'>;

/** What directives of one scope look at. */
interface Reach {
  readonly subjects: readonly ClaimedSubject[];
  /** Found in it. */
  readonly codes: ReadonlySet<string>;
  /** The same by line, if it is a document. */
  readonly codesOfLines: ReadonlyMap<number, ReadonlySet<string>>;
}

const reachKey = Symbol('reach of directives');

/** `undefined`: rules are asked about nothing in it, or not about all of it. */
function reachOf(
  context: LanguageContext,
  file: ManifestFile,
  around: readonly PlacedSlot[],
  foundIn: FoundIn,
): Reach | undefined {
  if (!around.every(({ slot }) => isWhole(slot))) return undefined;
  const subjects = around.flatMap((each) => claimedSubjects(context, file, each));
  if (subjects.length === 0) return undefined;
  const found = around.flatMap((each) => foundIn(each));
  const codesOfLines = new Map<number, Set<string>>();
  const [only, ...others] = around;
  for (const { code, span } of only && others.length === 0 ? found : []) {
    const line = only?.slot.lines.positionAt(span.start).line ?? 0;
    const here = codesOfLines.get(line);
    if (here) here.add(code);
    else codesOfLines.set(line, new Set([code]));
  }
  return { subjects, codes: new Set(found.map(({ code }) => code)), codesOfLines };
}

function isWhole({ document, isTemplate, isTooLarge }: ManifestSlot): boolean {
  return !isTooLarge && !isTemplate && !isBroken(document);
}

/** Whether one rule has been asked about all subjects that it looks at. Of many rules, or of schemas, nobody can say. */
function isAsked(
  context: LanguageContext,
  uri: string,
  id: string,
  { home, findReach }: { readonly home: Home; readonly findReach: () => Reach | undefined },
): boolean {
  const known = codesOf(context).rules.get(id);
  const severities = context.configurations.severities(uri);
  if (!known) return ofNames.has(id) && severityOf(id, 'information', severities) !== 'off';
  const { rule, askedKey } = known;
  if (severityOf(id, rule.severity, severities) === 'off') return false;
  // It is kept, so it reads what it is about.
  return home.memo(askedKey, () =>
    (findReach()?.subjects ?? [])
      .filter(({ claim }) => claim.rules.includes(rule))
      .every((subject) => {
        const version = context.versions.of(subject, uri);
        const isBound = rule.since !== undefined || rule.until !== undefined;
        if ((isBound && version === undefined) || !applies(rule, subject.resource, version)) return false;
        return !readsPrevious(context, rule, subject, version);
      }),
  );
}

/** What names find depends on the workspace alone, which has been read. */
const ofNames: ReadonlySet<string> = new Set([
  'names/missing-key',
  'names/misspelt',
  'names/other-namespace',
  'names/unknown',
]);

/** Where the last commit is not known, or is another one tomorrow, nobody can say what the rule finds. */
function readsPrevious(
  context: LanguageContext,
  rule: Rule,
  subject: ClaimedSubject,
  version: string | undefined,
): boolean {
  const own = createRuleContext(context, subject, version);
  let isRead = false;
  const watched: RuleContext = {
    ...{ resource: own.resource, root: own.root, spec: own.spec, version: own.version, workspace: own.workspace },
    get previous() {
      isRead = true;
      return own.previous;
    },
  };
  ask(context, rule.id, undefined, () => [...rule.check(watched)]);
  return isRead;
}

function unusedRule(directive: Directive, { id, span }: MentionedRule, slot: ManifestSlot): Diagnosis {
  return {
    code: 'comments/unused',
    severity: commentCodes['comments/unused'].severity,
    message: say`Rule "${id}" finds nothing here: the comment is not needed any more.`,
    span,
    tags: ['unnecessary'],
    fixes: [
      {
        title: directive.rules.length === 1 ? say`Remove the comment` : say`Remove "${id}" from the comment`,
        safe: false,
        edits: () => [
          { span: directive.rules.length === 1 ? lineSpan(slot, directive) : ruleSpan(slot, span), text: '' },
        ],
      },
    ],
  };
}

/** The whole line with its end; at the end of the text with that of the line before. */
function lineSpan({ lines, text }: ManifestSlot, { line }: Directive): Span {
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  const behind = text.startsWith('\r\n', end) ? end + 2 : Math.min(text.length, end + 1);
  return { start, end: behind };
}

/** With the comma or blanks in front of it, or behind the first one. */
function ruleSpan({ text }: ManifestSlot, { start, end }: Span): Span {
  const [behind = ''] = /^[ \t]*,[ \t]*|^[ \t]+/.exec(text.slice(end)) ?? [];
  if (behind.includes(',')) return { start, end: end + behind.length };
  let from = start;
  while (/[ \t,]/.test(text[from - 1] ?? '')) from--;
  return { start: from, end };
}
