import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { WorkspaceSymbol } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { placeOf } from '../workspace/manifestFile.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import { clusterWide } from '../workspace/readNames.ts';
import { holdsInOrder } from './holdsInOrder.ts';
import { locate } from './nameAt.ts';
import { nameWord } from './nameWord.ts';

const most = 500;

/** Declared names that hold the characters of a query in their order, derived ones too; at most 500. */
export function workspaceSymbols(context: LanguageContext, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found = context.names
    .all()
    .filter(({ entry: { role, name } }) => role === 'declares' && holdsInOrder(name.toLowerCase(), wanted));
  const lineOf = ({ slot }: PlacedName) => placeOf(slot)?.line ?? 0;
  // Whatever was read or edited first.
  found.sort(
    (a, b) =>
      compare(a.entry.name, b.entry.name) ||
      compare(a.uri, b.uri) ||
      lineOf(a) - lineOf(b) ||
      a.entry.span.start - b.entry.span.start ||
      compare(a.entry.type, b.entry.type),
  );
  return found.slice(0, most).flatMap((placed) => {
    const { name, type, namespace, within, self, derived } = placed.entry;
    const [location] = locate([placed]);
    if (!location) return [];
    const kind = nameWord(type);
    const what = within
      ? say`${kind} of ${within.name}`
      : namespace && namespace !== clusterWide
        ? say`${kind} in ${namespace}`
        : say`${kind}`;
    const container = derived ? say`${what}, made by the operator` : what;
    return [
      {
        name,
        container: render(container, context.words),
        kind: self ? ('resource' as const) : ('name' as const),
        location,
      },
    ];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
