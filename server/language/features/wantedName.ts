import { ask } from '../ask.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import { readNames } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import type { Cursor } from '../yaml/index.ts';
import { probe, probedDocument } from './probedDocument.ts';

export interface WantedName extends IndexedName {
  /** Keys that are asked of the Secret or ConfigMap of this name. */
  readonly asked: readonly string[];
}

/** What a name at the cursor would refer to. */
export function wantedName(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): WantedName | undefined {
  return namesAtCursor(context, slot, cursor).refers;
}

interface NamesAtCursor {
  readonly refers: WantedName | undefined;
  /** What it would declare. */
  readonly declares: IndexedName | undefined;
}

/**
 * What a name at the cursor would mean. Found out by writing one in and asking the pack; asked once for what the workspace knows and
 * once for what a cluster knows, so the answer is kept.
 */
export function namesAtCursor(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): NamesAtCursor {
  const { document, memos } = probedDocument(context, slot, cursor);
  return memos.read(wantedKey, () => {
    const { kustomized } = context.workspace.namesPlace(slot);
    const all = ask(context, 'names for completion', [], () =>
      subjectsOf(context.packs, document, { workspace: context.index }).flatMap((subject) =>
        readNames(context.packs, subject, kustomized),
      ),
    );
    const names = all.filter(({ role }) => role === 'refers');
    const declares = all.find(
      ({ role, name, derived }) => role === 'declares' && name === probe && derived === undefined,
    );
    const name = names.find((each) => each.name === probe);
    const asked = names.flatMap(({ within, name: key }) =>
      name && within?.name === probe && within.type === name.type ? [key] : [],
    );
    return { refers: name && { ...name, asked }, declares };
  });
}

const wantedKey = Symbol('names at the cursor');
