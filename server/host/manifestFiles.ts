import { closeSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isConfigurationFile } from '../language/configuration/configurationFile.ts';

/** Larger files are no manifests that a person edits. In bytes. */
export const largestFile = 16 * 1024 * 1024;

/** A file of definitions of kinds may be larger: programs write them. In bytes. */
export const largestDefinitions = 32 * 1024 * 1024;

/** What is read of a large file to know whether it holds definitions. In bytes. */
const headOfLarge = 64 * 1024;

/**
 * Folders that hold other people's files. Every other folder is entered, hidden ones included, and `.gitignore` is not
 * read: what is in the folder is checked, whether git knows it or not.
 */
export const passedOver: readonly string[] = ['.git', '.hg', '.svn', '.terraform', '.venv', 'node_modules', 'vendor'];

export interface ListedFile {
  /** As the person named it. */
  readonly name: string;
  /** Absolute, links resolved: two names of one file are the same here. */
  readonly file: string;
}

/** `kustomization.yaml` may be called `Kustomization`, without an ending. */
export function isManifestFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) || name === 'Kustomization';
}

/** A `kustomization.yaml` may leave out its kind, and charts have none; of all others those without one are of no use to anybody. */
export function mayHoldResources(name: string, text: string): boolean {
  return isConfigurationFile(name) || text.includes('kind') || /^(?:kustomization|chart\.yaml$)|values/i.test(name);
}

export function isEntered(entry: Dirent): boolean {
  return entry.isDirectory() && !passedOver.includes(entry.name);
}

/**
 * Manifests below a folder, in the order of their names. A folder that cannot be read is reported with a sentence, and
 * the others are listed. @param most files
 */
export function listManifests(folder: ListedFile, report: (problem: string) => void, most = Infinity): ListedFile[] {
  const left = { files: most };
  return listIn(folder, report, left);
}

function listIn({ name, file }: ListedFile, report: (problem: string) => void, left: { files: number }): ListedFile[] {
  return readFolder(name, file, report).flatMap((entry): ListedFile[] => {
    if (left.files <= 0) return [];
    const child = { name: path.join(name, entry.name), file: path.join(file, entry.name) };
    if (isEntered(entry)) return listIn(child, report, left);
    if (!isManifestFile(entry.name)) return [];
    left.files--;
    if (entry.isFile()) return [child];
    return entry.isSymbolicLink() ? followLink(child) : [];
  });
}

function readFolder(name: string, file: string, report: (problem: string) => void): Dirent[] {
  try {
    return readdirSync(file, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    report(`${name} ${reasonOf(error)}.`);
    return [];
  }
}

/** A link counts as what it points to, but folders behind links are not entered: they may lead back. */
function followLink({ name, file }: ListedFile): ListedFile[] {
  try {
    const target = realpathSync(file);
    return statSync(target).isFile() ? [{ name, file: target }] : [];
  } catch {
    return [];
  }
}

/** @param most bytes */
export async function readManifest(file: string, most = largestFile): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return undefined;
  const read = decodeManifest(bytes, most);
  return 'text' in read ? read.text : undefined;
}

/** Whether a large file begins with a definition; of one that cannot be read, false. */
export async function beginsWithDefinition(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headOfLarge), 0, headOfLarge, 0);
    return isOfDefinition(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

function beginsWithDefinitionNow(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(headOfLarge);
    return isOfDefinition(head.subarray(0, readSync(descriptor, head, 0, headOfLarge, 0)));
  } finally {
    closeSync(descriptor);
  }
}

function isOfDefinition(head: Buffer): boolean {
  return head.includes('CustomResourceDefinition');
}

/** Text, or a sentence why there is none. */
export function readManifestNow(file: string): { text: string } | { problem: string } {
  try {
    // Asked before anything of it is read: a device or a pipe may have no end.
    const { size } = statSync(file);
    const most = size > largestFile && beginsWithDefinitionNow(file) ? largestDefinitions : largestFile;
    if (size > most) return { problem: tooLarge };
    return decodeManifest(readFileSync(file), most);
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** The byte order mark is left out, as editors do, so that places in the first line are theirs. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

const tooLarge = `is larger than ${String(largestFile / 1024 / 1024)} MB: no manifest`;

/** Text, or what follows the file's name in a sentence why there is none. @param most bytes */
export function decodeManifest(bytes: Uint8Array, most = largestFile): { text: string } | { problem: string } {
  if (bytes.length > most) return { problem: tooLarge };
  if (isUtf16(bytes)) return { problem: 'is UTF-16 text, which kubectl does not read: save it as UTF-8' };
  try {
    const text = utf8.decode(bytes);
    return text.includes('\0') ? { problem: 'is a binary file: no manifest' } : { text };
  } catch {
    return { problem: 'is not UTF-8 text: save it as UTF-8' };
  }
}

/** By its byte order mark, or by the zero beside each of the first Latin letters. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const wide = (zero: number | undefined, letter: number | undefined) =>
    zero === 0 && letter !== undefined && letter > 0;
  return (wide(second, first) && wide(fourth, third)) || (wide(first, second) && wide(third, fourth));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path',
  ENOTDIR: 'does not exist: a part of the path is a file',
  EACCES: 'cannot be read: its permissions do not allow it',
  EPERM: 'cannot be read: its permissions do not allow it',
  EROFS: 'cannot be read: its permissions do not allow it',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'does not exist: the name is longer than any file may have',
  ENXIO: 'is no file',
};

/** What follows a file's name in a sentence about an error of the file system. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return reasons[code ?? ''] ?? `cannot be read: ${message ?? String(error)}`;
}

/** Writes a file. Returns what follows its name in a sentence if that cannot be done. */
export function problemOfWriting(write: () => void): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return reasonOf(error).replace('cannot be read', 'cannot be written');
  }
}

export function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}
