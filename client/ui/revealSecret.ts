import { showFleeting } from '../screen/documents.ts';
import { say } from '../screen/say.ts';
import type { Said } from '../screen/say.ts';

const SECONDS = 30;

/** Shows a value in a box of the editor that closes by itself and leaves nothing behind; it can be selected, not changed. */
export function revealSecret(title: Said, value: string): Promise<void> {
  return showFleeting(title, say`Hidden again after ${SECONDS} seconds.`, value, SECONDS * 1000);
}
