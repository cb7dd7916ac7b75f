import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { withIcon } from './ask.ts';
import { shown } from './shown.ts';

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
  item.name = shown(name);
  item.command = command;
  return {
    show({ icon, text, tooltip, label, isWarning }) {
      item.text = withIcon(icon, text);
      item.tooltip = shown(tooltip);
      item.accessibilityInformation = { label: shown(label) };
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
  item.name = shown(name);
  item.text = shown(name);
  return {
    show({ text, detail, command, label }) {
      item.text = shown(text);
      item.detail = shown(detail);
      item.accessibilityInformation = { label: shown(label) };
      item.command = command && {
        ...{ command: command.id, title: shown(command.title), tooltip: shown(command.tooltip) },
        arguments: [command.argument],
      };
    },
    setBusy: (busy) => (item.busy = busy),
    dispose: () => item.dispose(),
  };
}
