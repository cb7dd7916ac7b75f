import type { Finding } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import type { Wording } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { FileEdit, Problem, ProblemFix } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { findingSpan, rangeOf } from '../findingSpan.ts';
import { severityOf } from '../settings.ts';
import { isSuppressed, offInFile, suppressionsOf } from '../suppressions.ts';
import { placeOf } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { outermost } from '../yaml/index.ts';
import type { ManifestDocument, TextEdit } from '../yaml/index.ts';
import type { Diagnosis, DiagnosisFix } from './diagnosis.ts';
import { newFile } from './newFile.ts';

const problemsKey = Symbol('placed problems');

/**
 * Problems of one document with their places in the file. Made anew only where the diagnoses, the place of the document or the
 * settings are others: an edit costs nothing in documents that it neither changes nor moves.
 */
export function placeProblems(
  context: LanguageContext,
  file: ManifestFile,
  slot: ManifestSlot,
  diagnosesOf: () => readonly (readonly Diagnosis[])[],
): readonly Problem[] {
  return slot.memo(problemsKey, () => {
    const diagnoses = withoutSpoken(diagnosesOf().flat());
    const placed = diagnoses.length > 0 ? placeOf(slot) : undefined;
    return placed ? placeDiagnoses(context, file, placed, diagnoses) : none;
  });
}

const none: readonly Problem[] = [];

/** A rule knows more about a name than the index does: where one speaks, it alone is heard. */
function withoutSpoken(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const isGeneral = ({ code }: Diagnosis) => code.startsWith('names/');
  if (diagnoses.every(isGeneral) || !diagnoses.some(isGeneral)) return diagnoses;
  const key = ({ span }: Diagnosis) => `${String(span.start)}-${String(span.end)}`;
  const spoken = new Set(diagnoses.filter((each) => !isGeneral(each)).map(key));
  return diagnoses.filter((each) => !isGeneral(each) || !spoken.has(key(each)));
}

/** As problems of the file, without those that people do not want to hear of. */
export function placeDiagnoses(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  diagnoses: readonly Diagnosis[],
): Problem[] {
  const own = suppressionsOf(placed.slot);
  const off = offInFile(file);
  const severities = context.configurations.severities(file.uri);
  return diagnoses.flatMap((found) => {
    const severity = severityOf(found.code, found.severity, severities);
    const range = rangeOf(placed, found.span, true);
    if (severity === 'off' || isSuppressed(found.code, range.start.line - placed.line, own, off)) return [];
    const link = context.ruleLink(found.code);
    return [
      {
        range,
        severity,
        code: found.code,
        message: render(found.message, found.isForHelm ? helmWords(context.words) : context.words),
        ...(link ? { link } : {}),
        ...(found.tags ? { tags: found.tags } : {}),
        ...(found.related ? { related: placeRelated(context, file, placed, found.related) } : {}),
        ...(found.rule ? { related: placeRule(context, found.rule) } : {}),
        fixes: found.fixes.map((fix) => placeFix(context, file, placed, fix)),
      },
    ];
  });
}

/** Both read YAML with the same library. What a value says stays as it is. */
function helmWords(words: Wording): Wording {
  return { ...words, translate: (text) => words.translate(text).replaceAll('kubectl', 'Helm') };
}

function placeFix(
  { workspace, words }: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  { title, safe, edits, draft }: DiagnosisFix,
): ProblemFix {
  return {
    title: render(title, words),
    safe,
    edits: () => fileEdits(placed, edits()),
    ...(draft
      ? {
          newFile: () => {
            const written = draft();
            return written && newFile(file.uri, written, (uri) => workspace.file(uri) !== undefined);
          },
        }
      : {}),
  };
}

/** Related nodes may stand in other documents, of other files too. */
function placeRelated(
  { workspace, words }: LanguageContext,
  file: ManifestFile,
  own: PlacedSlot,
  related: NonNullable<Finding['related']>,
): Related {
  return related.flatMap(({ node, message }) => {
    const place = isOfDocument(own.slot.document, node) ? { uri: file.uri, placed: own } : workspace.placeOf(node);
    return place
      ? [{ uri: place.uri, range: rangeOf(place.placed, findingSpan({ node }), true), message: render(message, words) }]
      : [];
  });
}

function placeRule({ words }: LanguageContext, { slot, span }: NonNullable<Diagnosis['rule']>): Related {
  const placed = placeOf(slot);
  if (!placed) return [];
  return [
    { uri: slot.uri, range: rangeOf(placed, span, true), message: render(say`The rule in the definition`, words) },
  ];
}

type Related = NonNullable<Problem['related']>;

function isOfDocument({ root }: ManifestDocument, node: Finding['node']): boolean {
  return outermost(node) === root;
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
