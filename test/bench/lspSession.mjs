import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One language server process and the editor's side of the wire, made for measuring: a message is serialised before its
 * time is taken, and an answer's time is when its last byte is in, before it is parsed. Times as of `performance.now`.
 */
export class LspSession {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  #nextId = 1;
  #pending = new Map();
  #watchers = new Set();
  #configuration;
  #chunks = [];
  #ended = false;
  spawnedAt = performance.now();

  /** @param {{command: string[], env?: Record<string, string>, configuration?: (section: string) => unknown}} server */
  constructor({ command, env, configuration = () => null }) {
    this.#configuration = configuration;
    this.#child = spawn(command[0], command.slice(1), {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    });
    this.#child.stdout.on('data', (bytes) => this.#read(bytes));
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('exit', () => this.#end('the server has ended'));
    this.#child.on('error', (error) => this.#end(error.message));
  }

  async initialize(folderUri, initializationOptions) {
    const workspaceFolders = [{ uri: folderUri, name: 'bench' }];
    await this.request('initialize', {
      processId: process.pid,
      rootUri: folderUri,
      workspaceFolders,
      capabilities,
      initializationOptions,
    });
    this.notify('initialized', {});
  }

  /** @returns {number} when it was handed over */
  notify(method, params) {
    return this.#send({ jsonrpc: '2.0', method, params });
  }

  /** @returns {Promise<{result?: unknown, error?: unknown, at: number}> & {id: number, sentAt: number}} */
  request(method, params, timeout = 120_000) {
    const id = this.#nextId++;
    const bytes = frame({ jsonrpc: '2.0', id, method, params });
    let sentAt = 0;
    const answer = new Promise((resolve, reject) => {
      if (this.#ended) return reject(new Error('the server has ended'));
      const timer = setTimeout(() => reject(new Error(`no answer to ${method} in ${timeout} ms`)), timeout);
      this.#pending.set(id, { resolve, reject, timer });
      sentAt = performance.now();
      this.#child.stdin.write(bytes);
    });
    return Object.assign(answer, { id, sentAt });
  }

  cancel(id) {
    this.notify('$/cancelRequest', { id });
  }

  /**
   * The first list of diagnostics from now on that satisfies a condition.
   * @param {(list: any[]) => boolean} [accept]
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<{at: number}>}
   */
  diagnostics(accept = () => true, timeout = 120_000) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => watcher.fail('no such diagnostics'), timeout);
      const stop = () => {
        clearTimeout(timer);
        this.#watchers.delete(watcher);
      };
      const watcher = {
        take: (list, at) => accept(list) && (stop(), resolve({ at })),
        fail: (reason) => (stop(), reject(new Error(reason))),
      };
      this.#watchers.add(watcher);
      if (this.#ended) watcher.fail('the server has ended');
    });
  }

  /** Resident memory in MB; `undefined` where the system does not tell (anything but Linux). */
  memory() {
    try {
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async close() {
    if (this.#ended) return;
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 3000);
    await this.request('shutdown', undefined, 2000).catch(() => undefined);
    this.notify('exit');
    await exited;
    clearTimeout(timer);
  }

  #send(message) {
    const bytes = frame(message);
    const at = performance.now();
    if (!this.#ended) this.#child.stdin.write(bytes);
    return at;
  }

  #end(reason) {
    this.#ended = true;
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.#pending.clear();
    for (const watcher of [...this.#watchers]) watcher.fail(reason);
  }

  #read(bytes) {
    const at = performance.now();
    this.#chunks.push(bytes);
    for (;;) {
      const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
      this.#chunks = [all];
      const header = all.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(all.toString('latin1', 0, header))[1]);
      const end = header + 4 + length;
      if (all.length < end) return;
      this.#chunks = [all.subarray(end)];
      this.#take(JSON.parse(all.toString('utf8', header + 4, end)), at);
    }
  }

  #take(message, at) {
    if (message.method === 'textDocument/publishDiagnostics') {
      for (const watcher of [...this.#watchers]) watcher.take(message.params.diagnostics, at);
    } else if (message.method !== undefined) {
      if (message.id !== undefined) this.#send({ jsonrpc: '2.0', id: message.id, result: this.#answer(message) });
    } else {
      const waiting = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      clearTimeout(waiting?.timer);
      waiting?.resolve({ result: message.result, error: message.error, at });
    }
  }

  #answer({ method, params }) {
    if (method !== 'workspace/configuration') return null;
    return params.items.map(({ section }) => this.#configuration(section) ?? null);
  }
}

function frame(message) {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** What VS Code tells a server about itself, as far as it changes what the server does. Diagnostics are pushed. */
const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source'] } } },
  },
};
