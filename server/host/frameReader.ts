import type { Readable } from 'node:stream';
import { AbstractMessageReader } from 'vscode-languageserver/node';
import type { DataCallback, Disposable, Message } from 'vscode-languageserver/node';

/** A message of the protocol holds a file of 16 MB at most, and every character of it may be escaped. In bytes. */
const longestBody = 256 * 1024 * 1024;
/** In bytes. */
const longestHead = 64 * 1024;

export interface FrameEvents {
  /** A message was passed over. */
  readonly report: (sentence: string) => void;
  /** No message can be found any more. */
  readonly lost: (sentence: string) => void;
}

/**
 * Messages as the protocol frames them: `Content-Length: 17`, an empty line, so many bytes of JSON. A body that is no
 * JSON is reported and passed over. Behind a head that makes no sense nobody can tell where the next message begins:
 * `lost` is told in a sentence, and nothing is read any more. (The library's own reader would wait for ever, in silence.)
 */
export class FrameReader extends AbstractMessageReader {
  readonly #input: Readable;
  readonly #events: FrameEvents;
  #chunks: Buffer[] = [];
  /** Of all chunks, in bytes. */
  #size = 0;
  /** Size of the body that is being read, in bytes; `undefined`: a head comes next. */
  #body: number | undefined;
  #isLost = false;

  constructor(input: Readable, events: FrameEvents) {
    super();
    this.#input = input;
    this.#events = events;
  }

  listen(callback: DataCallback): Disposable {
    const take = (chunk: Buffer): void => this.#take(chunk, callback);
    this.#input.on('data', take);
    this.#input.on('error', (error) => this.fireError(error));
    this.#input.on('close', () => this.fireClose());
    return { dispose: () => this.#input.off('data', take) };
  }

  #take(chunk: Buffer, callback: DataCallback): void {
    if (this.#isLost) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      this.#body ??= this.#readHead();
      if (this.#body === undefined || this.#size < this.#body) return;
      const message = parsed(this.#cut(this.#body));
      this.#body = undefined;
      if ('error' in message) this.#events.report(message.error);
      else callback(message.value as Message);
    }
  }

  /** The length that it announces, in bytes; `undefined`: it is not there yet. */
  #readHead(): number | undefined {
    if (this.#size === 0 || this.#isLost) return undefined;
    const bytes = this.#joined();
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) {
      if (bytes.length > longestHead) this.#lose('no line "Content-Length" has come in 64 KB');
      return undefined;
    }
    const head = bytes.toString('latin1', 0, Math.min(end, longestHead));
    const written = /^content-length:[ \t]*(\S*)/im.exec(head)?.[1] ?? '';
    const length = /^\d{1,15}$/.test(written) ? Number(written) : undefined;
    if (length === undefined) this.#lose(`the head of a message has no usable Content-Length ("${shown(written)}")`);
    else if (length > longestBody) this.#lose(`a message is announced with ${written} bytes, more than any may have`);
    else {
      this.#cut(end + 4);
      return length;
    }
    return undefined;
  }

  #lose(what: string): void {
    this.#isLost = true;
    this.#chunks = [];
    this.#events.lost(`The editor's messages cannot be read any more: ${what}.`);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #cut(length: number): Buffer {
    const bytes = this.#joined();
    this.#size -= length;
    this.#chunks = this.#size > 0 ? [bytes.subarray(length)] : [];
    return bytes.subarray(0, length);
  }
}

function parsed(bytes: Buffer): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    return { error: `A message is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function shown(text: string): string {
  return text.slice(0, 40).replaceAll(/[^ -~]/g, '?');
}
