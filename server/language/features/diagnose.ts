import type { Finding, Severity, Span } from '../../../schemas/contract/index.ts';
import type { FileEdit, Problem, ProblemFix } from '../answers.ts';
import { claimedResources } from '../context.ts';
import type { LanguageContext } from '../context.ts';
import type { OperatorVersions } from '../operatorVersion.ts';
import { findingSpan, rangeOf } from '../place.ts';
import { severityOf } from '../settings.ts';
import { isSuppressed, suppressionsOf } from '../suppressions.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { groupOf } from '../workspace/workspace.ts';
import { writeEdits } from '../yaml/index.ts';
import type { ManifestDocument, TextEdit } from '../yaml/index.ts';
import { checkResource } from './checkResource.ts';
import type { NamedFinding } from './checkResource.ts';
import { meantKind, unknownKindFindings } from './unknownKind.ts';

/** A finding with everything about it but its place in the file: true for as long as its document stays as it is. */
interface Diagnosis {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly tags?: Problem['tags'];
  readonly related?: Finding['related'];
  readonly fixes: readonly { title: string; safe: boolean; edits: () => readonly TextEdit[] }[];
}

interface KnownDiagnoses {
  readonly list: readonly Diagnosis[];
  /** What the list was worked out from, besides the document. */
  readonly key: string;
  /** Revisions of the kinds that rules asked the workspace for. */
  readonly reads: ReadonlyMap<string, number>;
}

/** Problems of a whole file. Documents that have not changed, nor what their rules looked at, are not checked again. */
export function diagnose(context: LanguageContext, versions: OperatorVersions, file: ManifestFile): Problem[] {
  const slots = file.placed();
  const offInFile = slots.flatMap(({ slot }) => suppressionsOf(slot).file);
  const inForce = context.packs.all.map((pack) => versions.inForce(pack).version ?? '');
  const key = [file.uri, context.settingsRevision, context.workspace.isPatch(file.uri), ...inForce].join(' ');
  return slots.flatMap((slot) =>
    placeProblems(context, file, slot, offInFile, diagnosesOf(context, versions, file, slot, key)),
  );
}

const memoKey = Symbol('diagnoses');

function diagnosesOf(
  context: LanguageContext,
  versions: OperatorVersions,
  file: ManifestFile,
  placed: PlacedSlot,
  key: string,
): readonly Diagnosis[] {
  if (isForeign(context, placed)) return [];
  const { workspace } = context;
  const isFresh = (known: KnownDiagnoses) =>
    known.key === key && [...known.reads].every(([kind, revision]) => workspace.kindRevision(kind) === revision);
  const compute = (): KnownDiagnoses => {
    const reads = new Map<string, number>();
    return { list: check(context, versions, file, placed, reads), key, reads };
  };
  return placed.slot.memo(memoKey, compute, isFresh).list;
}

/** A document of somebody else's: not parsed, not a word about it. One that does not say its kind yet is of its group. */
function isForeign(context: LanguageContext, { slot }: PlacedSlot): boolean {
  const { header } = slot;
  if (header.kind === 'List' || context.packs.claim(header)) return false;
  if (header.kind === '')
    return context.packs.ofGroup(groupOf(header.apiVersion)).length === 0 || groupOf(header.apiVersion) === '';
  return meantKind(context.packs, header) === undefined;
}

function check(
  context: LanguageContext,
  versions: OperatorVersions,
  file: ManifestFile,
  placed: PlacedSlot,
  reads: Map<string, number>,
): Diagnosis[] {
  const { document, header } = placed.slot;
  if (document.template) return [];
  const claimed = claimedResources(context, file, placed);
  const syntax = header.kind === 'List' && claimed.length === 0 ? [] : syntaxDiagnoses(document);
  // What a parser makes of broken text is a guess: a field may be missing because a quote above has swallowed it.
  if (document.problems.some(({ severity }) => severity === 'error')) return syntax;
  const findings = claimed.flatMap((resource) =>
    checkResource(context, resource, versions.inForce(resource.claim.pack).version, reads),
  );
  const spoken = new Set(findings.map(({ node }) => JSON.stringify(node.path)));
  const kinds = unknownKindFindings(context.packs, document).filter(
    ({ node }) => !spoken.has(JSON.stringify(node.path)),
  );
  return [...syntax, ...[...kinds, ...findings].map((found) => diagnosis(document, found))];
}

function syntaxDiagnoses(document: ManifestDocument): Diagnosis[] {
  return document.problems.map((problem) => ({
    ...problem,
    fixes: (problem.fixes ?? []).map(({ title, edits }) => ({ title, safe: true, edits: () => edits })),
  }));
}

function diagnosis(document: ManifestDocument, finding: NamedFinding): Diagnosis {
  const { code, severity, message, tags, related } = finding;
  return {
    code,
    severity,
    message,
    span: findingSpan(finding),
    ...(tags ? { tags } : {}),
    ...(related ? { related } : {}),
    fixes: (finding.fixes ?? []).map((fix) => ({
      title: fix.title,
      safe: fix.safe ?? true,
      edits: () => writeEdits(document, fix.edits),
    })),
  };
}

function placeProblems(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  offInFile: readonly string[],
  diagnoses: readonly Diagnosis[],
): Problem[] {
  if (diagnoses.length === 0) return [];
  const own = suppressionsOf(placed.slot);
  return diagnoses.flatMap((found) => {
    const severity = severityOf(found.code, found.severity, context.settings);
    const range = rangeOf(placed, found.span, true);
    if (severity === 'off' || isSuppressed(found.code, range.start.line - placed.line, own, offInFile)) return [];
    const link = context.ruleLink(found.code);
    return [
      {
        range,
        severity,
        code: found.code,
        message: found.message,
        ...(link ? { link } : {}),
        ...(found.tags ? { tags: found.tags } : {}),
        ...(found.related ? { related: placeRelated(context, file, placed, found.related) } : {}),
        fixes: found.fixes.map((fix): ProblemFix => ({ ...fix, edits: () => fileEdits(placed, fix.edits()) })),
      },
    ];
  });
}

/** Related nodes may stand in other documents, of other files too. */
function placeRelated(
  { workspace }: LanguageContext,
  file: ManifestFile,
  own: PlacedSlot,
  related: NonNullable<Finding['related']>,
): NonNullable<Problem['related']> {
  return related.flatMap(({ node, message }) => {
    const place = isOfDocument(own.slot.document, node) ? { uri: file.uri, placed: own } : workspace.placeOf(node);
    return place ? [{ uri: place.uri, range: rangeOf(place.placed, findingSpan({ node }), true), message }] : [];
  });
}

function isOfDocument({ root }: ManifestDocument, node: Finding['node']): boolean {
  let top = node;
  while (top.parent) top = top.parent;
  return top === root;
}

/** Edits of a document as edits of its file. Those that touch become one: editors disagree on the order at one place. */
function fileEdits(placed: PlacedSlot, edits: readonly TextEdit[]): FileEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of edits) {
    const before = merged.at(-1);
    if (before?.span.end !== edit.span.start) merged.push(edit);
    else
      merged[merged.length - 1] = {
        span: { start: before.span.start, end: edit.span.end },
        text: before.text + edit.text,
      };
  }
  return merged.map(({ span, text }) => ({ range: rangeOf(placed, span), text }));
}
