import type { Problem } from '../answers.ts';
import { judgedValues } from '../charts/judgedValues.ts';
import { mayHaveSchema, soundValues } from '../charts/schemedValues.ts';
import { valueFindings } from '../charts/valueFindings.ts';
import { chartOf, claimedSubjects } from '../subjects/claimedSubjects.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { mayHoldValues } from '../subjects/mayHoldSubjects.ts';
import type { LanguageContext } from '../languageContext.ts';
import { faultWords } from '../definitions/faultWords.ts';
import { findingSpan } from '../findingSpan.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { groupOf } from '../apiGroups.ts';
import { isBroken, writeEdits } from '../yaml/index.ts';
import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import { checkResource } from './checkResource.ts';
import { severityRank } from '../settings.ts';
import type { Diagnosis } from './diagnosis.ts';
import { directiveDiagnoses } from './directiveDiagnoses.ts';
import { isSameList } from '../queries/isSameList.ts';
import type { NamedFinding } from './checkResource.ts';
import { nameDiagnoses } from './nameDiagnoses.ts';
import { placeProblems } from './placeProblems.ts';
import { misnamedHeader, unknownKindFindings } from './unknownKind.ts';

/**
 * Problems of a whole file: the same list for as long as nothing is another one. Documents that have not changed, nor what their
 * rules looked at, are not checked again.
 */
export function diagnose(context: LanguageContext, file: ManifestFile): readonly Problem[] {
  const find = () => (context.configurations.leftOutBy(file.uri) === undefined ? findIn(context, file) : noProblems);
  return file.memo(problemsKey, find, isSameList);
}

const noProblems: readonly Problem[] = [];

function findIn(context: LanguageContext, file: ManifestFile): readonly Problem[] {
  const found = (placed: PlacedSlot) => foundIn(context, file, placed);
  return file.each(problemsKey, (slot) => {
    // Its line says nothing to those who look for what is wrong, wherever the document stands.
    const placed = { slot, line: slot.line.peek() ?? 0 };
    return placeProblems(context, file, slot, () => [
      ...found(placed),
      directiveDiagnoses(context, file, placed, (each) => found(each).flat()),
    ]);
  });
}

/** What is found in a document before anything is switched off. */
export function foundIn(context: LanguageContext, file: ManifestFile, placed: PlacedSlot): (readonly Diagnosis[])[] {
  const faults = definitionDiagnoses(context, placed.slot);
  if (isForeign(context, placed) && !mayBeValues(context, placed)) return [faults];
  return [faults, diagnosesOf(context, file, placed), namesOf(context, placed.slot)];
}

const problemsKey = Symbol('problems');
const diagnosesKey = Symbol('diagnoses');
const none: readonly Diagnosis[] = [];

/** Wherever the document stands in its file. */
function diagnosesOf(context: LanguageContext, file: ManifestFile, placed: PlacedSlot): readonly Diagnosis[] {
  return placed.slot.memo(diagnosesKey, () => check(context, file, placed));
}

/** What the API server refuses of definitions. The document is parsed elsewhere. */
function definitionDiagnoses({ definitions }: LanguageContext, slot: ManifestSlot): readonly Diagnosis[] {
  return definitions.faults(slot).map((fault) => ({
    code: 'schema/definition',
    severity: 'error',
    message: faultWords(fault),
    span: fault.span,
    fixes: [],
  }));
}

/** Where the parser guesses, names may be half typed. */
function namesOf(context: LanguageContext, slot: ManifestSlot): readonly Diagnosis[] {
  const { document, gaps } = slot.sound;
  if (document.template || isBroken(document)) return none;
  const found = nameDiagnoses(context, slot);
  return gaps.length === 0 ? found : found.filter((each) => !touches(gaps, each.span));
}

function touches(gaps: readonly Span[], { start, end }: Span): boolean {
  return gaps.some((gap) => gap.start <= end && start <= gap.end);
}

/** A document of somebody else's: not parsed, not a word about it. One that does not say its kind yet is of its group. */
export function isForeign(context: LanguageContext, { slot }: PlacedSlot): boolean {
  const { header, uri } = slot;
  if (context.packs.file(uri) || header.kind === 'List' || context.packs.claim(header)) return false;
  if (header.kind === '')
    return groupOf(header.apiVersion) === '' || context.packs.kindsOf(groupOf(header.apiVersion)).length === 0;
  return misnamedHeader(context.packs, header) === undefined;
}

/** Of a chart that a pack knows, or that brings a schema for them. */
function mayBeValues(context: LanguageContext, { slot }: PlacedSlot): boolean {
  return mayHoldValues(context.packs, slot, chartOf(context, slot)) || mayHaveSchema(context, slot);
}

function check(context: LanguageContext, file: ManifestFile, placed: PlacedSlot): Diagnosis[] {
  const { header, sound } = placed.slot;
  const { document, gaps } = sound;
  if (document.template) return [];
  const claimed = claimedSubjects(context, file, placed);
  const schemed = soundValues(context, placed.slot);
  const isOurs = claimed.length > 0 || schemed.length > 0 || (header.kind !== 'List' && !isForeign(context, placed));
  const isValues = header.kind === '' && header.apiVersion === '' && !context.packs.file(file.uri);
  const syntax = isOurs ? syntaxOf(placed.slot).map((found) => (isValues ? forHelm(found) : found)) : [];
  // What a parser makes of broken text is a guess: a field may be missing because a quote above has swallowed it.
  if (isBroken(document)) return syntax;
  const findingsOf = (subjects: readonly ClaimedSubject[]) =>
    subjectFindings(subjects, (subject) => checkResource(context, subject, context.versions.of(subject, file.uri)));
  const findings = withoutGaps(findingsOf(claimed), gaps, () => {
    const other = sound.inDoubt();
    return other && findingsOf(claimedSubjects(context, file, placed, other));
  });
  const spoken = new Set(findings.map(({ finding: { node } }) => JSON.stringify(node.path)));
  // A patch may be written for a target that it does not name.
  const named = context.workspace.isPatch(file.uri) ? [] : document.resources;
  const kinds = unknownKindFindings(context, named).filter(({ node }) => !spoken.has(JSON.stringify(node.path)));
  return [
    ...syntax,
    ...innerDocuments(document, [...claimed, ...schemed]).flatMap((inner) => syntaxDiagnoses(inner).map(forHelm)),
    ...kinds.map((found) => diagnosisOf(context, document, found)),
    ...findings.map(({ subject, finding }) => diagnosisOf(context, subject.document, finding)),
    ...ofCharts(context, placed.slot, new Set(findings.map(({ finding }) => finding.node))),
  ];
}

export interface SubjectFinding {
  readonly subject: ClaimedSubject;
  readonly finding: NamedFinding;
}

/** What a check finds in what packs answer for. What stands in a text may be broken by itself: that is left out. */
export function subjectFindings(
  claimed: readonly ClaimedSubject[],
  check: (subject: ClaimedSubject) => readonly NamedFinding[],
): SubjectFinding[] {
  return withoutEchoes(
    claimed.filter((subject) => !isBroken(subject.document)).map((subject) => ({ subject, found: check(subject) })),
  );
}

/** Beside broken lines only what is so whatever they are going to say. */
function withoutGaps(
  found: SubjectFinding[],
  gaps: readonly Span[],
  inDoubt: () => readonly SubjectFinding[] | undefined,
): SubjectFinding[] {
  if (gaps.length === 0 || found.length === 0) return found;
  const outside = found.filter(({ finding }) => !touches(gaps, findingSpan(finding)));
  const others = inDoubt();
  if (!others) return outside;
  const said = new Set(others.map(({ finding }) => wordsOf(finding)));
  return outside.filter(({ finding }) => said.has(wordsOf(finding)));
}

function wordsOf(finding: NamedFinding): string {
  return JSON.stringify([finding.code, findingSpan(finding), finding.message]);
}

function innerDocuments(
  document: ManifestDocument,
  found: readonly { readonly document: ManifestDocument }[],
): readonly ManifestDocument[] {
  return [...new Set(found.map((each) => each.document))].filter((each) => each !== document);
}

function forHelm(found: Diagnosis): Diagnosis {
  return { ...found, isForHelm: true };
}

/** Of a document in which lines are broken, what is wrong with these, and with the rest. */
function syntaxOf({ document, sound }: ManifestSlot): Diagnosis[] {
  if (document === sound.document) return syntaxDiagnoses(document);
  return [...syntaxDiagnoses(document, sound.problems), ...syntaxDiagnoses(sound.document)];
}

/** What charts say of their values, where no pack has spoken of the same value. */
function ofCharts(context: LanguageContext, slot: ManifestSlot, spoken: ReadonlySet<ManifestNode>): Diagnosis[] {
  const { gaps } = slot.sound;
  // What is missing may be half typed.
  const isKnown = (found: NamedFinding) =>
    gaps.length === 0 || (found.code !== 'values/missing-key' && !touches(gaps, findingSpan(found)));
  return judgedValues(context, slot).flatMap(({ values, judgement }) =>
    (judgement ? valueFindings(values, judgement) : [])
      .filter((found) => !spoken.has(found.node) && isKnown(found))
      .map((finding) => diagnosisOf(context, values.document, finding)),
  );
}

/** Where a part of a resource is a subject of its own, that knows more of a value than the schema of the whole, if it is no milder. */
function withoutEchoes(
  checked: readonly { readonly subject: ClaimedSubject; readonly found: readonly NamedFinding[] }[],
): SubjectFinding[] {
  const byPart = new Map<ManifestNode, number>();
  for (const { subject, found } of checked) {
    if (subject.claim.subject === undefined) continue;
    for (const { node, severity } of found) byPart.set(node, Math.max(byPart.get(node) ?? 0, severityRank[severity]));
  }
  const isEcho = ({ code, node, severity }: NamedFinding) =>
    code.startsWith('schema/') && (byPart.get(node) ?? -1) >= severityRank[severity];
  return checked.flatMap(({ subject, found }) =>
    found
      .filter((each) => subject.claim.subject !== undefined || !isEcho(each))
      .map((finding) => ({ subject, finding })),
  );
}

export function syntaxDiagnoses(document: ManifestDocument, problems = document.problems): Diagnosis[] {
  return problems.map((problem) => ({
    ...problem,
    fixes: [
      ...(problem.fixes ?? []).map(({ title, edits, safe }) => ({ title, safe: safe ?? true, edits: () => edits })),
      ...(problem.nodeFixes?.() ?? []).map(({ title, edits, safe }) => ({
        ...{ title, safe: safe ?? true },
        edits: () => writeEdits(document, edits),
      })),
    ],
  }));
}

/** Where the rule stands that a finding is about, if that is a file. */
function ruleOf({ definitions }: LanguageContext, { rule, definition }: NamedFinding): Diagnosis['rule'] {
  if (rule === undefined || !definition || definition.cluster !== undefined) return undefined;
  const span = definitions.ruleSpan(definition, rule);
  return span && { slot: definition.slot, span };
}

export function diagnosisOf(context: LanguageContext, document: ManifestDocument, finding: NamedFinding): Diagnosis {
  const { code, severity, message, tags, related } = finding;
  const rule = ruleOf(context, finding);
  return {
    code,
    severity,
    message,
    span: findingSpan(finding),
    ...(tags ? { tags } : {}),
    ...(related ? { related } : {}),
    ...(rule ? { rule } : {}),
    fixes: (finding.fixes ?? []).map(({ title, safe, edits }) => {
      const [first, ...others] = edits;
      const draft = first?.do === 'document' && others.length === 0 ? { draft: () => first } : {};
      return { title, safe: safe ?? true, edits: () => writeEdits(document, edits), ...draft };
    }),
  };
}
