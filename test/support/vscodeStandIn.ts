/**
 * In place of the module `vscode` in tests that run in no editor (`editorStandIn.ts` sees to that): keeps everything that would
 * be shown, and answers questions as a test says.
 */

/** One thing that the editor was asked to show. */
export interface Shown {
  /** `showWarningMessage`, `terminal`, `TreeItem` ... */
  readonly how: string;
  readonly texts: readonly string[];
}

export const shown: Shown[] = [];

type Answer = (how: string, ...given: readonly unknown[]) => unknown;
let answer: Answer = () => undefined;

/** From now on; forgets what was shown before. */
export function answerWith(next: Answer = () => undefined): void {
  shown.length = 0;
  answer = next;
}

/** Texts in anything: those of a thing's properties, their properties and so on. */
function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((each) => textsIn(each, seen));
}

function keep(how: string, ...given: readonly unknown[]): void {
  shown.push({ how, texts: textsIn(given) });
}

function asking(how: string): (...given: readonly unknown[]) => Promise<unknown> {
  return (...given) => {
    keep(how, ...given);
    return Promise.resolve(answer(how, ...given));
  };
}

/** Keeps whatever is set on it. */
function kept(how: string, methods: object): object {
  return new Proxy<Record<string, unknown>>(
    { ...methods },
    {
      set(target, name, value) {
        target[String(name)] = value;
        keep(how, value);
        return true;
      },
    },
  );
}

const nothing = (): void => undefined;
const disposable = { dispose: nothing };

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

interface Pty {
  onDidWrite(listener: (text: string) => void): unknown;
  open(): void;
}

export const window = {
  activeTextEditor: undefined,
  showInformationMessage: asking('showInformationMessage'),
  showWarningMessage: asking('showWarningMessage'),
  showErrorMessage: asking('showErrorMessage'),
  showInputBox: (options: { readonly value?: string; validateInput?: (text: string) => unknown }) => {
    // What stands in the box already is plain text, and the person's to change.
    const { value: _, ...look } = options;
    keep('showInputBox', look, options.validateInput?.('?'));
    return Promise.resolve(answer('showInputBox', options));
  },
  showQuickPick: (items: readonly { readonly value: unknown }[], options: object) => {
    // The value stays with the caller.
    keep(
      'showQuickPick',
      items.map(({ value: _, ...look }) => look),
      options,
    );
    return Promise.resolve(answer('showQuickPick', items, options));
  },
  showTextDocument: asking('showTextDocument'),
  setStatusBarMessage: (...given: readonly unknown[]) => {
    keep('setStatusBarMessage', ...given);
    return disposable;
  },
  withProgress: (options: object, work: (progress: object, token: object) => unknown) => {
    keep('withProgress', options);
    const progress = { report: (value: object) => keep('withProgress', value) };
    return work(progress, { onCancellationRequested: () => disposable });
  },
  createStatusBarItem: () => kept('createStatusBarItem', { show: nothing, hide: nothing, ...disposable }),
  createInputBox: () =>
    kept('createInputBox', {
      ...{ show: nothing, hide: nothing, ...disposable },
      ...{ onDidChangeValue: nothing, onDidAccept: nothing, onDidHide: (done: () => void) => done() },
    }),
  createTerminal: ({ pty, name }: { readonly name: string; readonly pty?: Pty }) => {
    keep('createTerminal', name);
    pty?.onDidWrite((text) => keep('terminal', text));
    // As in the editor, where it opens later.
    queueMicrotask(() => pty?.open());
    return { show: nothing };
  },
  /** Of the trees that were made. */
  trees: [] as { getTreeItem(node: unknown): Promise<unknown> }[],
  createTreeView: (_: string, { treeDataProvider }: { treeDataProvider: { getTreeItem(node: unknown): unknown } }) => {
    window.trees.push({
      async getTreeItem(node) {
        const item = await treeDataProvider.getTreeItem(node);
        keep('TreeItem', item);
        return item;
      },
    });
    return disposable;
  },
  /** What is shown in the pages that were made. */
  webviews: [] as { readonly html?: string }[],
  createWebviewPanel: (_: string, title: string) => {
    const webview = {};
    window.webviews.push(webview);
    const panel = kept('createWebviewPanel', { webview, reveal: nothing, onDidDispose: () => disposable });
    return Object.assign(panel, { title });
  },
  /** Of the comparisons that are open. */
  tabGroups: { all: [], close: () => Promise.resolve(true), onDidChangeTabs: () => disposable },
  onDidCloseTerminal: () => disposable,
  onDidChangeActiveTextEditor: () => disposable,
};

export const languages = {
  createLanguageStatusItem: () => kept('createLanguageStatusItem', disposable),
  createDiagnosticCollection: () => ({ set: (...given: readonly unknown[]) => keep('Diagnostic', ...given) }),
  match: () => 1,
  /** Of the lenses that were registered. */
  lenses: [] as { provideCodeLenses(document: unknown): Promise<unknown> }[],
  registerCodeLensProvider: (_: unknown, provider: { provideCodeLenses(document: unknown): unknown }) => {
    languages.lenses.push({
      async provideCodeLenses(document) {
        const lenses = await provider.provideCodeLenses(document);
        keep('CodeLens', lenses);
        return lenses;
      },
    });
    return disposable;
  },
};

const registered = new Map<string, (...given: readonly unknown[]) => unknown>();

export const commands = {
  registerCommand: (id: string, run: (...given: readonly unknown[]) => unknown) => {
    registered.set(id, run);
    return { dispose: () => registered.delete(id) };
  },
  executeCommand: (id: string, ...given: readonly unknown[]) => {
    const run = registered.get(id);
    if (run) return Promise.resolve(run(...given));
    if (id === 'markdown.api.render') {
      keep('page', ...given);
      return Promise.resolve(answer(id, ...given) ?? '');
    }
    // Others show nothing of what they are given.
    if (/^(?:vscode|markdown)\./.test(id)) keep(id, ...given);
    return Promise.resolve(answer(id, ...given));
  },
};

interface Pages {
  provideTextDocumentContent(uri: unknown): unknown;
}

let pages: Pages | undefined;

export const workspace = {
  isTrusted: true,
  workspaceFolders: [],
  getConfiguration: (section: string) => ({
    get: (_name: string, otherwise: unknown) => otherwise,
    inspect: (name: string) => answer('inspect', `${section}.${name}`),
    update: async (name: string, value: unknown) => {
      await answer('update', `${section}.${name}`, value);
    },
  }),
  asRelativePath: (uri: { readonly path: string }) => uri.path,
  applyEdit: (edit: unknown) => Promise.resolve(answer('applyEdit', edit) ?? true),
  openTextDocument: (uri: unknown) => {
    keep('page', pages?.provideTextDocumentContent(uri));
    return Promise.resolve({ uri });
  },
  registerTextDocumentContentProvider: (_: string, provider: Pages) => {
    pages = provider;
    return disposable;
  },
  onDidChangeConfiguration: () => disposable,
  onDidChangeTextDocument: () => disposable,
  onDidCloseTextDocument: () => disposable,
};

export const env = {
  clipboard: { readText: () => Promise.resolve(''), writeText: () => Promise.resolve() },
  openExternal: (uri: unknown) => Promise.resolve(answer('openExternal', uri) ?? true),
  uriScheme: 'vscode',
  uiKind: 1,
  remoteName: undefined as string | undefined,
  ...{ appName: 'Stand-in', language: 'en' },
};

export const UIKind = { Desktop: 1, Web: 2 };

/** Those that a test says are installed. */
export const extensions = { getExtension: (id: string) => answer('getExtension', id) };

/** As the editor fills in a text that nobody has translated. */
export const l10n = {
  /** Words of ours in the language of the editor. */
  bundle: undefined as Readonly<Record<string, string>> | undefined,
  t: (text: string, ...values: readonly string[]) =>
    text.replaceAll(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place),
};

export const FileType = { File: 1, Directory: 2, SymbolicLink: 64 };

export const Uri = {
  from: (parts: { readonly path: string }) => ({ ...parts, toString: () => parts.path }),
  parse: (text: string) => ({ path: text, scheme: text.slice(0, text.indexOf(':')) }),
};

/** A class of the editor that keeps what it is made of, under these names. */
function made(...names: readonly string[]): new (...given: readonly unknown[]) => object {
  function Made(this: object, ...given: readonly unknown[]): void {
    Object.assign(this, Object.fromEntries(names.map((name, index) => [name, given[index]])));
  }
  return Made as unknown as new (...given: readonly unknown[]) => object;
}

export const TabInputTextDiff = made('original', 'modified');
/** Keeps what it is told to replace. */
export class WorkspaceEdit {
  readonly replaced: unknown[] = [];

  replace(uri: unknown, range: unknown, text: string): void {
    this.replaced.push({ uri, range, text });
  }
}

export const TreeItem = made('label', 'collapsibleState');
export const ThemeIcon = made('id', 'color');
export const ThemeColor = made('id');
export const Position = made('line', 'character');
export const Range = made('startLine', 'startCharacter', 'endLine', 'endCharacter');
export const CodeLens = made('range', 'command');
export const Diagnostic = made('range', 'message', 'severity');
export const Disposable = {
  from: (...all: readonly { dispose(): void }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) }),
};
export const version = '1.0.0';
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ProgressLocation = { Notification: 15 };
export const ViewColumn = { Beside: -2 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const DiagnosticSeverity = { Error: 0, Warning: 1 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
