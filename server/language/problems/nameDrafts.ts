import type { Draft, WantedResource } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { ask } from '../ask.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { clusterWide, kindOf } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { writeEdits } from '../yaml/index.ts';
import { askedKeys } from '../workspace/askedKeys.ts';
import type { Diagnosis } from './diagnosis.ts';

/**
 * The fix that writes a resource which is referred to and that nothing declares: the packs know which kinds people
 * write, and how. Who else asks for its keys is found out when the fix is asked for, because that looks at every name.
 */
export function addResource(context: LanguageContext, slot: ManifestSlot, entry: IndexedName): Diagnosis['fixes'] {
  if (!objectName.test(entry.name) || !draftFor(context, slot, entry, [])) return [];
  const draft = () => draftFor(context, slot, entry, askedKeys(context, entry));
  const edits = () => {
    const written = draft();
    return written ? writeEdits(slot.document, [{ do: 'document', ...written }]) : [];
  };
  return [{ title: say`Add ${kindOf(entry.type)} "${entry.name}"`, safe: false, edits, draft }];
}

/** What can be the name of a Secret, a ConfigMap, a claim: a resource of any other would be refused. */
const objectName = /^[a-z0-9][-a-z0-9.]*$/;

/** Whether people write such a resource, so that a missing one is worth a word. */
export function hasDraft(context: LanguageContext, slot: ManifestSlot, entry: IndexedName): boolean {
  return draftFor(context, slot, entry, []) !== undefined;
}

/** The pack of the resource that refers to it knows best what is needed. */
function draftFor(
  context: LanguageContext,
  slot: ManifestSlot,
  entry: IndexedName,
  keys: readonly string[],
): Draft | undefined {
  const by = slot.resources[entry.resource];
  if (!by) return undefined;
  const { type, name, namespace } = entry;
  const wanted: WantedResource = { type, name, namespace: namespace === clusterWide ? '' : namespace, keys, by };
  const own = context.packs.claim(by.identity)?.pack;
  for (const pack of [...(own ? [own] : []), ...context.packs.all]) {
    const found = pack.draft && ask(context, `draft of ${pack.system.id}`, undefined, () => pack.draft?.(wanted));
    if (found) return found;
  }
  return undefined;
}
