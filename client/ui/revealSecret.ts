import * as vscode from 'vscode';

const SECONDS = 30;

/** Shows a value in a box of the editor that closes by itself and leaves nothing behind; it can be selected, not changed. */
export function revealSecret(title: string, value: string): Promise<void> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.value = value;
  box.prompt = vscode.l10n.t('Hidden again after {0} seconds.', SECONDS);
  box.ignoreFocusOut = true;
  return new Promise((resolve) => {
    const timer = setTimeout(() => box.hide(), SECONDS * 1000);
    box.onDidChangeValue(() => (box.value = value));
    box.onDidAccept(() => box.hide());
    box.onDidHide(() => {
      clearTimeout(timer);
      box.value = '';
      box.dispose();
      resolve();
    });
    box.show();
  });
}
