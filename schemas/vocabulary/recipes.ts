import type { HealthLine, Labels, Leftover, ManifestNode, ObjectType, Said } from '../contract/index.ts';
import { textOf } from './read.ts';
import { foreign, say } from './say.ts';
import { trimEnd } from './trimEnd.ts';

/** Building blocks for recipes of packs. */

/** Whether a resource comes from an API server; a manifest has no uid. */
export function isLive(root: ManifestNode): boolean {
  return textOf(root.at('metadata', 'uid')) !== undefined;
}

export interface Condition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** `status.conditions`, those without a type left out. */
export function conditionsOf(root: ManifestNode): readonly Condition[] {
  return root
    .at('status', 'conditions')
    .items()
    .map((item) => {
      const text = (field: string) => textOf(item.at(field)) ?? '';
      return { type: text('type'), status: text('status'), reason: text('reason'), message: text('message') };
    })
    .filter(({ type }) => type !== '');
}

/** A condition as a line of a report: `good` is the status that it has when all is well. */
export function conditionLine(
  { status, reason, message }: Condition,
  { title, good, remedy }: { readonly title: Said; readonly good: 'True' | 'False'; readonly remedy: Said },
): HealthLine {
  const text = saidBy({ reason, message });
  if (status === good) return { title, state: 'good', text: text ?? say`In order` };
  if (status !== 'True' && status !== 'False') return { title, state: 'unknown', text: text ?? say`Not known yet.` };
  return { title, state: 'bad', text: text ?? say`The condition is ${status}.`, remedy };
}

/** What the operator says of it; `undefined`: nothing. */
export function saidBy({ reason, message }: Pick<Condition, 'reason' | 'message'>): Said | undefined {
  const text = message || reason;
  return text === '' ? undefined : foreign(text);
}

/** Pods that are up, of those that are wanted. */
export function readinessLine(
  title: Said,
  ready: number | undefined,
  wanted: number | undefined,
  remedy: Said,
): HealthLine {
  if (wanted === undefined) return { title, state: 'unknown', text: say`The number is not written.` };
  const text = say`${ready ?? 0} of ${wanted} ready`;
  return (ready ?? 0) >= wanted ? { title, state: 'good', text } : { title, state: 'bad', text, remedy };
}

/** What may be left of several types with the same labels. */
export function leftoversOf(
  labels: Labels,
  ...types: readonly (readonly [type: ObjectType, holds: Leftover['holds']])[]
): readonly Leftover[] {
  return types.map(([type, holds]) => ({ type, labels, holds }));
}

/** `2026-11-20T12:34:56Z`: RFC 3339 in seconds, as kubectl writes it. */
export function timeInSeconds(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `20261120123456`, for names of objects. */
export function timeInName(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** A name of an object made from two parts, cut in the first so that the whole has at most 63 characters. */
export function shortName(base: string, suffix: string): string {
  return `${trimEnd(base.slice(0, 63 - suffix.length - 1), '-.')}-${suffix}`;
}
