import type { NameUse } from '../../../schemas/contract/index.ts';
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

const refers: NameUse['role'] = 'refers';

/**
 * What a name at the cursor would refer to. Found out by writing one in and asking the pack what it means; asked once for
 * what the workspace knows and once for what a cluster knows, so the answer is kept.
 */
export function wantedName(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): WantedName | undefined {
  const { document, memos } = probedDocument(slot, cursor);
  return memos.read(wantedKey, () => {
    const { kustomized } = context.workspace.namesPlace(slot);
    const names = ask(context, 'names for completion', [], () =>
      subjectsOf(context.packs, document, { workspace: context.index })
        .flatMap((subject) => readNames(context.packs, subject, kustomized))
        .filter(({ role }) => role === refers),
    );
    const name = names.find((each) => each.name === probe);
    const asked = names.flatMap(({ within, name: key }) =>
      name && within?.name === probe && within.type === name.type ? [key] : [],
    );
    return name && { ...name, asked };
  });
}

const wantedKey = Symbol('name wanted at the cursor');
