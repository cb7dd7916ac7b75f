import type { WorkspaceSymbol } from '../answers.ts';
import type { LanguageContext } from '../context.ts';
import { locate } from './nameAt.ts';

const most = 500;

/** Declared names that hold the characters of a query in their order, derived ones too; at most 500. */
export function workspaceSymbols(context: LanguageContext, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const symbols: WorkspaceSymbol[] = [];
  for (const placed of context.names.all()) {
    const { role, name, type, namespace, within, self, derived } = placed.entry;
    if (role !== 'declares' || !holdsInOrder(name.toLowerCase(), wanted)) continue;
    const [location] = locate(context, [placed]);
    if (!location) continue;
    const where = within ? ` of ${within.name}` : namespace && namespace !== '*' ? ` in ${namespace}` : '';
    symbols.push({
      name,
      container: `${type}${where}${derived ? ', made by the operator' : ''}`,
      kind: self ? 'resource' : 'name',
      location,
    });
    if (symbols.length === most) break;
  }
  return symbols;
}

function holdsInOrder(text: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
