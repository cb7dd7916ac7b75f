import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../paths.mjs';
import { LspSession } from '../lspSession.mjs';

/** A file as an editor holds it: its changes count up the version. */
export class OpenFile {
  #session;
  #uri;
  #version = 1;

  constructor(session, uri) {
    this.#session = session;
    this.#uri = uri;
  }

  /** Replaces a part of one line. @returns {number} when the change was handed over */
  change(start, end, text) {
    const textDocument = { uri: this.#uri, version: ++this.#version };
    return this.#session.notify('textDocument/didChange', {
      textDocument,
      contentChanges: [{ range: { start, end }, text }],
    });
  }

  request(method, position) {
    return this.#session.request(method, { textDocument: { uri: this.#uri }, position });
  }
}

/**
 * Starts a server and opens an input in it; done when its diagnostics show all planted errors.
 * @returns {Promise<{session: LspSession, file: OpenFile, milliseconds: number}>} time since the process was started
 */
export async function openInput(server, input) {
  const folder = path.join(cacheFolder, `${server.name}-${input.name}`);
  const file = path.join(folder, 'manifest.yaml');
  const text = server.prepare?.(input.text) ?? input.text;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const session = new LspSession(server);
  try {
    await session.initialize(pathToFileURL(folder).href, server.initializationOptions);
    const correct = session.diagnostics((list) => input.planted.every((line) => hasError(list, line)));
    session.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    const { at } = await correct;
    return { session, file: new OpenFile(session, uri), milliseconds: at - session.spawnedAt };
  } catch (error) {
    await session.close();
    throw new Error(`${server.name}, ${input.name}: ${error.message}`);
  }
}

export function hasError(diagnostics, line) {
  return diagnostics.some(({ severity, range }) => severity === 1 && range.start.line === line);
}
