import type { NameUse } from '../../../schemas/contract/index.ts';
import { ask } from '../context.ts';
import type { LanguageContext } from '../context.ts';
import type { PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { clusterWide, readNames } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { parseDocument } from '../yaml/index.ts';
import type { Cursor } from '../yaml/index.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Proposal } from './proposal.ts';

/** A name that nobody has. */
const probe = 'zz-probe-zz';

/**
 * Names declared anywhere in the workspace that can stand at the cursor. Whether a name is wanted there is found out by
 * writing one in and asking the pack what it means.
 */
export function completeNames(context: LanguageContext, { slot }: PlacedSlot, cursor: Cursor): Proposal[] {
  const wanted = wantedName(context, slot, cursor);
  if (!wanted) return [];
  return context.names.declared(wanted).map(({ entry }) => proposal(entry, wanted, cursor));
}

function wantedName(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): IndexedName | undefined {
  const { text } = slot;
  const { kustomized } = context.workspace.namesPlace(slot);
  const { start, end } = cursor.replace;
  const document = parseDocument(`${text.slice(0, start)}${cursor.spaceNeeded ? ' ' : ''}${probe}${text.slice(end)}`);
  return ask(context, 'names for completion', undefined, () =>
    document.resources
      .flatMap((resource, number) => readNames(context.packs, resource, number, kustomized))
      .find(({ role, name }) => role === refers && name === probe),
  );
}

const refers: NameUse['role'] = 'refers';

function proposal(entry: IndexedName, wanted: IndexedName, cursor: Cursor): Proposal {
  const where =
    entry.namespace && entry.namespace !== clusterWide && entry.namespace !== wanted.namespace
      ? ` in ${entry.namespace}`
      : '';
  const written = renderScalar(entry.name, cursor.quote, cursor.flow);
  return {
    label: entry.name,
    kind: 'reference',
    detail: entry.derived ?? `${entry.type}${where}`,
    sortText: `0${entry.name}`,
    snippet: false,
    retrigger: false,
    text: written,
  };
}
