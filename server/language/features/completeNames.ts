import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { PlacedSlot } from '../workspace/manifestFile.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import { clusterWide } from '../workspace/readNames.ts';
import type { Cursor } from '../yaml/index.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import { holdsInOrder } from './holdsInOrder.ts';
import { nameWord } from './nameWord.ts';
import { mostNames } from './mostNames.ts';
import type { Proposal } from './proposal.ts';
import { namesAtCursor, wantedName } from './wantedName.ts';
import type { WantedName } from './wantedName.ts';

/** Names declared anywhere in the workspace that can stand at the cursor. */
export function completeNames(context: LanguageContext, { slot }: PlacedSlot, cursor: Cursor): Proposal[] {
  const wanted = wantedName(context, slot, cursor);
  if (!wanted) return [];
  const known = hasAsked(context, wanted);
  // Nothing refers to itself.
  const isOther = ({ entry, slot: owner }: PlacedName): boolean =>
    !(entry.self && owner === slot && entry.resource === wanted.resource);
  const offered: PlacedName[] = [];
  for (const found of fitting(context.names.declared(wanted), cursor)) {
    if (isOther(found) && known(found)) offered.push(found);
    if (offered.length === mostNames) break;
  }
  return offered.map(({ entry }) => {
    const what = entry.derived ?? nameWord(entry.type);
    const detail =
      entry.namespace && entry.namespace !== clusterWide ? say`${what} in ${entry.namespace}` : say`${what}`;
    return nameProposal(entry.name, render(detail, context.words), 'workspace', cursor);
  });
}

/** Names that somebody refers to and that nothing declares, where one would be declared. */
export function awaitedNames(context: LanguageContext, { slot }: PlacedSlot, cursor: Cursor): string[] {
  const { refers, declares } = namesAtCursor(context, slot, cursor);
  if (refers || !declares) return [];
  return context.names.awaited(declares).slice(0, mostNames);
}

/** Things inside of a resource that people call as the resource. */
const calledAlike = /\/(?:user|role|database)$/;

/** The name of the resource, where one of these is declared; none of a resource that has no name yet. */
export function ownNames(context: LanguageContext, { slot }: PlacedSlot, cursor: Cursor, own: string): string[] {
  const { refers, declares } = namesAtCursor(context, slot, cursor);
  return !refers && declares && !declares.self && own !== '' && calledAlike.test(declares.type) ? [own] : [];
}

function fitting(names: readonly PlacedName[], { prefix }: Cursor): readonly PlacedName[] {
  if (names.length <= mostNames) return names;
  const typed = prefix.replace(/^["']/, '').toLowerCase();
  return names.filter(({ entry }) => holdsInOrder(entry.name.toLowerCase(), typed));
}

/** Of a Secret or ConfigMap of which keys are asked beside the name: whether it is not known to lack one. */
function hasAsked(context: LanguageContext, { asked, type }: WantedName): (found: PlacedName) => boolean {
  if (asked.length === 0 || (type !== 'Secret' && type !== 'ConfigMap')) return () => true;
  return ({ entry }) => {
    const known = context.index.keys(type, entry.name, entry.namespace);
    return known === undefined || asked.every((key) => known.includes(key));
  };
}

/** What is written counts more than what is found in a cluster. */
export function nameProposal(name: string, detail: string, from: 'workspace' | 'cluster', cursor: Cursor): Proposal {
  return {
    label: name,
    kind: 'reference',
    detail,
    sortText: `${from === 'workspace' ? '1' : '4'}${name}`,
    snippet: false,
    retrigger: false,
    text: renderScalar(name, cursor.quote, cursor.flow),
  };
}
