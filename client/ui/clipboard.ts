import * as vscode from 'vscode';
import { hasControlCharacters } from '../../schemas/vocabulary/inertText.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { CopiedSecrets } from '../session/copiedSecrets.ts';

/** The one door to the clipboard. What is copied is pasted anywhere, at the prompt of a shell too. */

let secrets: CopiedSecrets | undefined;

/** To be called once in each bundle that copies, before anything is. */
export function openClipboard({ secrets: keys, globalStorageUri }: vscode.ExtensionContext): CopiedSecrets {
  secrets ??= new CopiedSecrets({ clipboard: vscode.env.clipboard, keys, storage: globalStorageUri.fsPath });
  return secrets;
}

/** @throws ClusterError `refused` for a text that would do something where it is pasted. */
export async function copyText(text: string, form: CopiedForm = 'word'): Promise<void> {
  refuseControlCharacters(text, form);
  await vscode.env.clipboard.writeText(text);
}

/**
 * A text that is taken off the clipboard after a while.
 * @returns seconds after which; 0: it stays.
 * @throws ClusterError as `copyText`.
 */
export async function copySecret(text: string, form: CopiedForm = 'word'): Promise<number> {
  refuseControlCharacters(text, form);
  if (!secrets) throw new Error('openClipboard comes before the first copy');
  const seconds = vscode.workspace.getConfiguration('dbManifests').get<number>('clipboardSeconds', 60);
  await secrets.copy(text, seconds);
  return seconds;
}

/** `lines`: lines of ours, whose parts were looked at where they were written. */
export type CopiedForm = 'word' | 'lines';

function refuseControlCharacters(text: string, form: CopiedForm): void {
  if (!hasControlCharacters(form === 'lines' ? text.replaceAll('\n', ' ') : text)) return;
  throw new ClusterError(
    'refused',
    say`This has a line break or another control character in it: pasted into a terminal it could run a command, so it is not copied.`,
    say`Write it anew without it in the Secret or the manifest, or copy a URI, which escapes it.`,
  );
}
