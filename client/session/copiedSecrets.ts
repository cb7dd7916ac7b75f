import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive, ownIdentity } from './processIdentity.ts';
import type { ProcessIdentity } from './processIdentity.ts';

export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** Where keys lie: the editor's own store, which the operating system encrypts. */
export interface KeyStore {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
}

export interface CopiedSecretsOptions {
  readonly clipboard: Clipboard;
  readonly keys: KeyStore;
  /** Folder of the extension's own, which all its windows share. */
  readonly storage: string;
}

/** What is kept of a copied secret: enough to know it again on the clipboard, and nothing to find it out by. */
interface Note {
  /** HMAC-SHA-256 with a key of its own, which lies in the key store. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly owner: ProcessIdentity;
}

/**
 * What is secret does not stay on the clipboard: it is taken off after a while, unless something else was copied meanwhile. A note
 * of it outlives the editor, so that the next one can do what this one could not.
 */
export class CopiedSecrets {
  readonly #options: CopiedSecretsOptions;
  readonly #folder: string;
  #waiting: { readonly text: string; readonly name: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(options: CopiedSecretsOptions) {
    this.#options = options;
    this.#folder = path.join(options.storage, 'copied');
  }

  /** @param seconds after which it is taken off; 0: it stays. */
  async copy(text: string, seconds: number): Promise<void> {
    // What fails here leaves the one before where it is, and its time running.
    const name = seconds > 0 ? await this.#note(text, Date.now() + seconds * 1000) : undefined;
    const before = this.#waiting;
    this.#waiting = undefined;
    if (before) clearTimeout(before.timer);
    await this.#options.clipboard.writeText(text);
    if (name !== undefined) {
      const timer = setTimeout(() => void this.clear().catch(() => undefined), seconds * 1000);
      // Whatever else ends the process: the note stays.
      timer.unref();
      this.#waiting = { text, name, timer };
    }
    if (before) await this.#forget(before.name);
  }

  /** At once, as when the window closes. */
  async clear(): Promise<void> {
    if (!this.#waiting) return;
    const { text, name, timer } = this.#waiting;
    clearTimeout(timer);
    this.#waiting = undefined;
    const { clipboard } = this.#options;
    if ((await clipboard.readText()) === text) await clipboard.writeText('');
    await this.#forget(name);
  }

  /**
   * Does what windows that are no more have left to do: waits for the end of the time, then takes off what is still there.
   * Reads one folder, and nothing else where there is nothing to do.
   */
  async takeOver(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    await Promise.all(names.map((name) => this.#takeOver(name)));
  }

  async #takeOver(name: string): Promise<void> {
    const note = await this.#read(name);
    if (note && (await isAlive(note.owner))) return;
    const wait = note ? Math.min(note.deadline - Date.now(), longest) : 0;
    if (wait > 0) {
      setTimeout(() => void this.#end(name, note).catch(() => undefined), wait).unref();
      return;
    }
    await this.#end(name, note);
  }

  async #end(name: string, note: Note | undefined): Promise<void> {
    const { clipboard, keys } = this.#options;
    const key = note && (await keys.get(keyOf(name)));
    if (note && key !== undefined && same(hashOf(await clipboard.readText(), key), note.hash)) {
      await clipboard.writeText('');
    }
    await this.#forget(name);
  }

  /** Before the secret is on the clipboard, so that there is no moment in which nobody knows of it. */
  async #note(text: string, deadline: number): Promise<string> {
    const name = randomBytes(12).toString('hex');
    const key = randomBytes(32).toString('base64');
    const note: Note = { hash: hashOf(text, key), deadline, owner: await ownIdentity() };
    await this.#options.keys.store(keyOf(name), key);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(this.#folder, name), JSON.stringify(note), { mode: 0o600, flag: 'wx' });
    return name;
  }

  async #forget(name: string): Promise<void> {
    await rm(path.join(this.#folder, name), { force: true });
    await this.#options.keys.delete(keyOf(name));
  }

  async #read(name: string): Promise<Note | undefined> {
    try {
      const { hash, deadline, owner } = JSON.parse(
        await readFile(path.join(this.#folder, name), 'utf8'),
      ) as Partial<Note>;
      const isWhole = typeof hash === 'string' && typeof deadline === 'number' && typeof owner?.pid === 'number';
      return isWhole ? { hash, deadline, owner } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Of setTimeout, which ends at once beyond it; whoever sets a longer time starts the editor anew before it is over. */
const longest = 2 ** 31 - 1;

function keyOf(name: string): string {
  return `copied.${name}`;
}

function hashOf(text: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
