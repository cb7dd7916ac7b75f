import { readFile, stat } from 'node:fs/promises';
import { limits } from './limits.ts';

/**
 * The text of a file, without a byte order mark. Fails with the `code` of the operating system, with `EFBIG` for one that is larger
 * than anything that belongs to a kubeconfig, and with `ENOTREG` for what is no file: reading a pipe or a device may never end.
 */
export async function readSmallFile(file: string): Promise<string> {
  const found = await stat(file);
  if (found.isDirectory()) throw coded('EISDIR');
  if (!found.isFile()) throw coded('ENOTREG');
  if (found.size > limits.file) throw coded('EFBIG');
  return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
}

function coded(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
