import type { Said, Span } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { FileEdit, Position, Renamable, Renamed } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { allNames } from '../workspace/kustomized.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import { readSlotNames } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { ManifestSlot } from '../workspace/manifestSlot.ts';
import { quoteOf } from '../yaml/cursorWord.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import { locate, writtenNamesAt } from './nameAt.ts';
import { queryOf } from '../workspace/nameQuery.ts';
import { isWritten, kustomizedOrigin, usesOf } from './references.ts';

export function prepareRename(context: LanguageContext, file: ManifestFile, position: Position): Renamable | undefined {
  const [name] = writtenNamesAt(context, file, position);
  if (!name) return undefined;
  if (context.names.waiting > 0)
    return refused(context, say`Files of the workspace are still being read: try again in a moment.`);
  const uses = usesOf(context, name, true);
  const derived = uses.find(({ entry }) => entry.derived !== undefined && entry.role === 'declares');
  if (derived)
    return refused(
      context,
      say`The operator chooses this name: ${derived.entry.derived ?? ''}. Rename what it is made from.`,
    );
  const [reason] = uses.flatMap(({ entry }) => entry.fixed ?? []);
  if (reason) return refused(context, say`"${name.name}" cannot be renamed: ${reason}.`);
  const origin = kustomizedOrigin(uses.filter(({ entry }) => entry.role === 'declares'));
  if (origin && origin.name !== name.name)
    return refused(context, say`Kustomize makes this name of "${origin.name}": rename that one.`);
  const placed = file.at(position);
  return { range: rangeOf(placed, name.span, true), name: name.name };
}

/**
 * The edits that give a thing another name wherever it is meant, by file; what the operator derives from the name
 * follows: a renamed user takes the references to its Secret along.
 */
export function rename(context: LanguageContext, file: ManifestFile, position: Position, newName: string): Renamed {
  const renamable = prepareRename(context, file, position);
  const [name] = writtenNamesAt(context, file, position);
  if (!renamable || !name) return refused(context, say`There is no name here that could be renamed.`);
  if ('problem' in renamable) return renamable;
  if (newName.trim() === '' || /[\r\n]/.test(newName))
    return refused(context, say`A name must not be empty, and stands on one line.`);
  const taken = context.names.find('declares', { ...queryOf(name), name: newName });
  if (taken.length > 0) return refused(context, say`"${newName}" exists already: ${name.type} of the same name.`);
  const renames = new Map<PlacedName, string>();
  const uses = usesOf(context, name, true);
  const origin = kustomizedOrigin(uses.filter(({ entry }) => entry.role === 'declares'));
  for (const use of uses) if (isWritten(use)) renames.set(use, nameAfter(use.entry, origin, newName));
  for (const [use, text] of followers(context, renames)) renames.set(use, text);
  return { changes: toEdits(renames) };
}

function refused({ words }: LanguageContext, reason: Said): { readonly problem: string } {
  return { problem: render(reason, words) };
}

/** What a use has to be called: where Kustomize puts affixes around the name, those outside write them too. */
function nameAfter({ name }: IndexedName, origin: IndexedName | undefined, newName: string): string {
  if (!origin || name === origin.name) return newName;
  const at = allNames(origin.kustomized, origin.type, origin.name).indexOf(name);
  return allNames(origin.kustomized, origin.type, newName)[at] ?? newName;
}

/** References to what the operator derives, with the names that it will derive afterwards. */
function followers(context: LanguageContext, renames: ReadonlyMap<PlacedName, string>): Map<PlacedName, string> {
  const following = new Map<PlacedName, string>();
  const bySlot = new Map<ManifestSlot, SlotEdit[]>();
  for (const [{ slot, entry }, text] of renames) {
    const edits = bySlot.get(slot) ?? [];
    edits.push({ span: entry.span, text: written(slot, entry, text) });
    bySlot.set(slot, edits);
  }
  for (const [slot, edits] of bySlot) {
    const place = context.workspace.namesPlace(slot);
    const before = readSlotNames(context.packs, slot, place).filter(isDerived);
    const after = readSlotNames(context.packs, new ManifestSlot(applied(slot.text, edits)), place).filter(isDerived);
    if (before.length !== after.length) continue;
    before.forEach((old, index) => {
      const next = after[index];
      if (!next || next.type !== old.type || next.name === old.name) return;
      for (const use of context.names.find('refers', queryOf(old))) if (isWritten(use)) following.set(use, next.name);
    });
  }
  return following;
}

function isDerived({ derived, within }: IndexedName): boolean {
  return derived !== undefined && within === undefined;
}

interface SlotEdit {
  readonly span: Span;
  readonly text: string;
}

function applied(text: string, edits: readonly SlotEdit[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { span, text: replacement } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    pieces.push(text.slice(end, span.start), replacement);
    end = span.end;
  }
  return pieces.join('') + text.slice(end);
}

/** Quoted as it was. */
function written({ text }: ManifestSlot, { span }: IndexedName, name: string): string {
  return renderScalar(name, quoteOf(text[span.start]));
}

function toEdits(renames: ReadonlyMap<PlacedName, string>): Map<string, FileEdit[]> {
  const changes = new Map<string, FileEdit[]>();
  const seen = new Set<string>();
  for (const [use, name] of renames) {
    for (const { uri, range } of locate([use])) {
      const key = `${uri} ${JSON.stringify(range)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const edits = changes.get(uri) ?? [];
      edits.push({ range, text: written(use.slot, use.entry, name) });
      changes.set(uri, edits);
    }
  }
  return changes;
}
