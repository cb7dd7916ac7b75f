import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/**
 * Bundles, loaded with what the engine made of them in an earlier session. What Node keeps in `NODE_COMPILE_CACHE` it takes before a
 * bundle runs, without all that is compiled when it is first called: that is half of a start.
 */
export class CompiledCode {
  readonly #folder: string | undefined;
  readonly #loaded = new Map<string, { readonly exports: unknown }>();
  /** To be kept, by the file that is for it. */
  readonly #scripts = new Map<string, { readonly script: Script; readonly sum: number }>();

  /** @param folder where it is kept; absent or empty: nothing is */
  constructor(folder: string | undefined) {
    // Node 20.14 cannot tell a file that is damaged.
    this.#folder = folder && typeof crc32 === 'function' ? folder : undefined;
  }

  /** What a bundle in CommonJS exports. Bundles that it requires from beside it are loaded in the same way. */
  load(file: string): unknown {
    if (this.#folder === undefined) return createRequire(file)(file);
    const known = this.#loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#loaded.set(file, module);
    const load = (id: string): unknown => {
      return /^\.\/[^/]+\.cjs$/.test(id) ? this.load(path.join(path.dirname(file), id)) : createRequire(file)(id);
    };
    const run = this.#script(file, this.#folder).runInThisContext() as (...given: unknown[]) => void;
    run.call(module.exports, module.exports, load, module, file, path.dirname(file));
    return module.exports;
  }

  /** Keeps what has been compiled by now of bundles of which nothing was there. */
  keep(): void {
    for (const [file, { script, sum }] of this.#scripts) {
      const code = script.createCachedData();
      const head = Buffer.alloc(headSize);
      head.writeUInt32LE(sum, 0);
      head.writeUInt32LE(crc32(code), 4);
      writeWhole(file, Buffer.concat([head, code]));
    }
    this.#scripts.clear();
  }

  #script(file: string, folder: string): Script {
    const source = readFileSync(file);
    const sum = crc32(source);
    const kept = path.join(folder, `${path.basename(file)}-${process.version}-${process.arch}`);
    const cachedData = readCode(kept, sum);
    const script = new Script(`${opening}${source.toString()}\n})`, {
      filename: file,
      columnOffset: -opening.length,
      ...(cachedData ? { cachedData } : {}),
    });
    if (!cachedData || script.cachedDataRejected) this.#scripts.set(kept, { script, sum });
    return script;
  }
}

const opening = '(function (exports, require, module, __filename, __dirname) { ';
/** Bytes: sums of the bundle and of the code. The engine itself compares its version, its flags and the length of the bundle. */
const headSize = 8;

function readCode(file: string, sum: number): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(headSize);
    return bytes.readUInt32LE(0) === sum && bytes.readUInt32LE(4) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Another session never sees half of it. That a folder cannot be written to is no reason to say anything. */
function writeWhole(file: string, bytes: Buffer): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, bytes);
    renameSync(part, file);
  } catch {
    return;
  }
}
