import * as vscode from 'vscode';
import { withIcon } from './ask.ts';
import type { Said } from './say.ts';

export interface StatusBarPlace {
  readonly id: string;
  /** In the menu that hides it. */
  readonly name: Said;
  /** What a click does. */
  readonly command: string;
  /** Higher is further left. */
  readonly priority: number;
}

export interface StatusBarLook {
  readonly icon: string;
  readonly text: Said;
  readonly tooltip: Said;
  /** Read out instead of icon and text. */
  readonly label: Said;
  /** In the colour of a warning. */
  readonly isWarning: boolean;
}

export interface StatusBar {
  show(look: StatusBarLook): void;
  hide(): void;
  dispose(): void;
}

/** Something at the left of the status bar; hidden until it is shown. */
export function createStatusBar({ id, name, command, priority }: StatusBarPlace): StatusBar {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
  item.name = name.said;
  item.command = command;
  return {
    show({ icon, text, tooltip, label, isWarning }) {
      item.text = withIcon(icon, text);
      item.tooltip = tooltip.said;
      item.accessibilityInformation = { label: label.said };
      item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}

export interface LanguageStatusLook {
  readonly text: Said;
  readonly detail: Said;
  readonly command?: { readonly id: string; readonly title: Said; readonly tooltip: Said; readonly argument: unknown };
  readonly label: Said;
}

export interface LanguageStatus {
  show(look: LanguageStatusLook): void;
  /** It turns as long as something is under way. */
  setBusy(busy: boolean): void;
  dispose(): void;
}

/** What the editor says about the file in it. */
export function createLanguageStatus(id: string, selector: vscode.DocumentSelector, name: Said): LanguageStatus {
  const item = vscode.languages.createLanguageStatusItem(id, selector);
  item.name = name.said;
  item.text = name.said;
  return {
    show({ text, detail, command, label }) {
      item.text = text.said;
      item.detail = detail.said;
      item.accessibilityInformation = { label: label.said };
      item.command = command && {
        ...{ command: command.id, title: command.title.said, tooltip: command.tooltip.said },
        arguments: [command.argument],
      };
    },
    setBusy: (busy) => (item.busy = busy),
    dispose: () => item.dispose(),
  };
}
