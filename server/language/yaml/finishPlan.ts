import type { EditPlan } from './editPlan.ts';
import { insertEntries, insertItems } from './insertEntries.ts';
import { removeEntries } from './removeEntries.ts';
import type { TextEdit } from './types.ts';

/** Turns the collected changes into text edits, sorted; of two that overlap the first one counts. */
export function finishPlan(plan: EditPlan): TextEdit[] {
  for (const [parent, removed] of plan.removed) removeEntries(plan, parent, removed);
  for (const [map, entries] of plan.added) insertEntries(plan, map, entries);
  for (const [list, items] of plan.appended) insertItems(plan, list, items);
  const ordered = [...plan.edits].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (b.column ?? 0) - (a.column ?? 0),
  );
  const kept: TextEdit[] = [];
  let end = -1;
  for (const { span, text } of ordered) {
    if (span.start < end || (span.start === span.end && text === '')) continue;
    if (plan.text.slice(span.start, span.end) === text) continue;
    kept.push({ span, text });
    end = span.end;
  }
  return kept;
}
