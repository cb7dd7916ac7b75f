import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { showFleeting } from '../screen/documents.ts';

const SECONDS = 30;

/** Shows a value in a box of the editor that closes by itself and leaves nothing behind; it can be selected, not changed. */
export function revealSecret(title: Said, value: string): Promise<void> {
  return showFleeting(title, say`Hidden again after ${SECONDS} seconds.`, value, SECONDS * 1000);
}
