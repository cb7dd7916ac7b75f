import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { joined } from '../../schemas/vocabulary/say.ts';
import { withIcon } from './ask.ts';
import { shown } from './shown.ts';

/** Trees, and what stands beside code. Titles of views are in `package.json`. */

export interface TreeItemLook {
  readonly id: string;
  readonly label: Said;
  readonly collapsible: 'collapsed' | 'expanded' | 'none';
  readonly description?: Said;
  /** A line each. */
  readonly tooltip?: readonly Said[];
  readonly icon: { readonly name: string; readonly color?: string };
  /** Words that menus go by. */
  readonly contextValue: string;
  /** What a click does. */
  readonly command?: { readonly id: string; readonly argument?: unknown };
}

export interface TreeSource<T> {
  /** Of a node, or of the whole tree. */
  readonly onDidChange?: vscode.Event<T | undefined>;
  /** Below a node, or at the top. */
  childrenOf(node: T | undefined): T[] | Promise<T[]>;
  lookOf(node: T): TreeItemLook | Promise<TreeItemLook>;
}

export function createTree<T>(id: string, source: TreeSource<T>): vscode.TreeView<T> {
  return vscode.window.createTreeView<T>(id, {
    showCollapseAll: true,
    treeDataProvider: {
      ...(source.onDidChange && { onDidChangeTreeData: source.onDidChange }),
      getChildren: (node) => source.childrenOf(node),
      getTreeItem: async (node) => treeItem(await source.lookOf(node)),
    },
  });
}

function treeItem(look: TreeItemLook): vscode.TreeItem {
  const { id, label, collapsible, description, tooltip = [label], icon, contextValue, command } = look;
  return Object.assign(new vscode.TreeItem(shown(label), states[collapsible]), {
    ...{ id, contextValue, tooltip: shown(joined(tooltip, '\n')) },
    // Else the tooltip is read out in place of the label, and what the colour of the icon says is not.
    accessibilityInformation: {
      label: shown(joined(description === undefined ? [label] : [label, description], ', ')),
    },
    ...(description === undefined ? {} : { description: shown(description) }),
    iconPath: new vscode.ThemeIcon(icon.name, icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color)),
    ...(command && {
      command: {
        ...{ command: command.id, title: shown(label) },
        ...(command.argument === undefined ? {} : { arguments: [command.argument] }),
      },
    }),
  });
}

const states = {
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  none: vscode.TreeItemCollapsibleState.None,
};

/** What is logged is for whoever looks for a fault: it is shown as text, whatever it holds. */
export function createOutput(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Database Manifests', { log: true });
}

/** Above a place in a file, to click on. */
export interface Lens {
  readonly range: vscode.Range;
  readonly icon: string;
  readonly title: Said;
  readonly tooltip: Said;
  readonly command: { readonly id: string; readonly argument: unknown };
}

export interface LensSource {
  readonly onDidChange: vscode.Event<void>;
  lensesOf(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<readonly Lens[]>;
}

export function createLenses(selector: vscode.DocumentSelector, source: LensSource): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: source.onDidChange,
    provideCodeLenses: async (document, token) => (await source.lensesOf(document, token)).map(codeLens),
  });
}

function codeLens({ range, icon, title, tooltip, command }: Lens): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    ...{ title: withIcon(icon, title), tooltip: shown(tooltip) },
    ...{ command: command.id, arguments: [command.argument] },
  });
}

/** In the list of problems and at its place in the file. */
export interface ShownProblem {
  readonly range: vscode.Range;
  readonly message: Said;
  readonly severity: 'error' | 'warning';
}

export interface Problems {
  /** In place of those that the file had. */
  set(uri: vscode.Uri, problems: readonly ShownProblem[]): void;
  delete(uri: vscode.Uri): void;
}

/** @param source who has found them. */
export function createProblems(id: string, source: Said): Problems {
  const collection = vscode.languages.createDiagnosticCollection(id);
  return {
    set: (uri, problems) =>
      collection.set(
        uri,
        problems.map((each) => diagnostic(each, source)),
      ),
    delete: (uri) => collection.delete(uri),
  };
}

function diagnostic({ range, message, severity }: ShownProblem, source: Said): vscode.Diagnostic {
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  return Object.assign(new vscode.Diagnostic(range, shown(message), level), { source: shown(source) });
}

/** Told how many problems a file has by now, whoever found them, when they have changed. */
export function onProblems(tell: (uri: vscode.Uri, count: number) => void): vscode.Disposable {
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) tell(uri, vscode.languages.getDiagnostics(uri).length);
  });
}
