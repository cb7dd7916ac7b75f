import * as vscode from 'vscode';
import { withIcon } from './ask.ts';
import { joinSaid } from './say.ts';
import type { Said } from './say.ts';

/** Trees, and what stands in them and beside code. Their titles are in `package.json`. */

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

export function treeItem(look: TreeItemLook): vscode.TreeItem {
  const { id, label, collapsible, description, tooltip = [label], icon, contextValue, command } = look;
  return Object.assign(new vscode.TreeItem(label.said, states[collapsible]), {
    ...{ id, contextValue, tooltip: joinSaid(tooltip, '\n').said },
    ...(description === undefined ? {} : { description: description.said }),
    iconPath: new vscode.ThemeIcon(icon.name, icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color)),
    ...(command && {
      command: {
        ...{ command: command.id, title: label.said },
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

/** Shows what the provider makes of items of `treeItem`. */
export function createTree<T>(id: string, provider: vscode.TreeDataProvider<T>): vscode.TreeView<T> {
  return vscode.window.createTreeView(id, { showCollapseAll: true, treeDataProvider: provider });
}

/** What is logged is for whoever looks for a fault: it is shown as text, whatever it holds. */
export function createOutput(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Database Manifests', { log: true });
}

export interface LensLook {
  readonly icon: string;
  readonly title: Said;
  readonly tooltip: Said;
}

export function lens(
  range: vscode.Range,
  { icon, title, tooltip }: LensLook,
  id: string,
  argument: unknown,
): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    ...{ title: withIcon(icon, title), tooltip: tooltip.said, command: id },
    arguments: [argument],
  });
}

/** In the list of problems and at its place in the file. */
export function problem(
  range: vscode.Range,
  message: Said,
  { severity, source }: { readonly severity: 'error' | 'warning'; readonly source: Said },
): vscode.Diagnostic {
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  return Object.assign(new vscode.Diagnostic(range, message.said, level), { source: source.said });
}
