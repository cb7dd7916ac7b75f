import type { Markdown, Said } from '../../schemas/contract/index.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { isSaid } from '../../schemas/vocabulary/say.ts';

/** What a pack says of a place, with its marks of code; `undefined`: nothing. */
export function writtenText(described: Said | Markdown | undefined): string | undefined {
  return isSaid(described) ? render(described) : described?.markdown;
}
