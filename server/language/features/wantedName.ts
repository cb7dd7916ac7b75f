import type { NameUse } from '../../../schemas/contract/index.ts';
import { ask } from '../context.ts';
import type { LanguageContext } from '../context.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { readNames } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { parseDocument } from '../yaml/index.ts';
import type { Cursor } from '../yaml/index.ts';

/** A name that nobody has. */
const probe = 'zz-probe-zz';

const refers: NameUse['role'] = 'refers';

interface Wanted {
  readonly start: number;
  readonly before: string;
  readonly kustomized: unknown;
  readonly name: IndexedName | undefined;
}

const wantedKey = Symbol('name wanted at the cursor');

/**
 * What a name at the cursor would refer to. Found out by writing one in and asking the pack what it means; asked once for
 * what the workspace knows and once for what a cluster knows, so the answer is kept.
 */
export function wantedName(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): IndexedName | undefined {
  const { kustomized } = context.workspace.namesPlace(slot);
  const { start, end } = cursor.replace;
  const { before, behind } = cursor;
  const read = (): Wanted => {
    const { text } = slot;
    const document = parseDocument(`${text.slice(0, start)}${before}${probe}${behind}${text.slice(end)}`);
    const name = ask(context, 'names for completion', undefined, () =>
      document.resources
        .flatMap((resource, number) => readNames(context.packs, resource, number, kustomized))
        .find((each) => each.role === refers && each.name === probe),
    );
    return { start, before, kustomized, name };
  };
  return slot.memo(
    wantedKey,
    read,
    (known) => known.start === start && known.before === before && known.kustomized === kustomized,
  ).name;
}
