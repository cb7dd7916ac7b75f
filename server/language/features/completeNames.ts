import type { LanguageContext } from '../context.ts';
import type { PlacedSlot } from '../workspace/manifestFile.ts';
import { clusterWide } from '../workspace/readNames.ts';
import type { Cursor } from '../yaml/index.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Proposal } from './proposal.ts';
import { wantedName } from './wantedName.ts';

/** Names declared anywhere in the workspace that can stand at the cursor. */
export function completeNames(context: LanguageContext, { slot }: PlacedSlot, cursor: Cursor): Proposal[] {
  const wanted = wantedName(context, slot, cursor);
  if (!wanted) return [];
  return context.names.declared(wanted).map(({ entry }) => {
    const where =
      entry.namespace && entry.namespace !== clusterWide && entry.namespace !== wanted.namespace
        ? ` in ${entry.namespace}`
        : '';
    return nameProposal(entry.name, entry.derived ?? `${entry.type}${where}`, 'workspace', cursor);
  });
}

/** What is written counts more than what is found in a cluster. */
export function nameProposal(name: string, detail: string, from: 'workspace' | 'cluster', cursor: Cursor): Proposal {
  return {
    label: name,
    kind: 'reference',
    detail,
    sortText: `${from === 'workspace' ? '0' : '1'}${name}`,
    snippet: false,
    retrigger: false,
    text: renderScalar(name, cursor.quote, cursor.flow),
  };
}
