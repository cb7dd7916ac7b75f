import * as vscode from 'vscode';
import { ClusterError } from '../cluster/errors.ts';

/** What commands say to a person and ask of them. Every function that asks returns `undefined` if the person turns away. */

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
  readonly picked?: boolean;
}

/** A single choice is taken without asking, unless `always`. */
export async function pick<T>(
  title: string,
  choices: readonly Choice<T>[],
  options: { readonly placeholder?: string; readonly always?: true } = {},
): Promise<T | undefined> {
  const [first] = choices;
  if (choices.length === 1 && !options.always) return first?.value;
  const chosen = await vscode.window.showQuickPick([...choices], {
    title,
    matchOnDescription: true,
    ...(options.placeholder === undefined ? {} : { placeHolder: options.placeholder }),
  });
  return chosen?.value;
}

export async function pickMany<T>(title: string, choices: readonly Choice<T>[]): Promise<readonly T[] | undefined> {
  const chosen = await vscode.window.showQuickPick([...choices], {
    title,
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ value }) => value);
}

export interface Confirmation {
  /** `Restart cluster shop?` */
  readonly question: string;
  /** What will happen. */
  readonly detail: string;
  /** On the button: `Restart` */
  readonly action: string;
  /** Has to be typed, as for what cannot be undone. */
  readonly typed?: string;
}

/** true: the person agreed. */
export async function confirm({ question, detail, action, typed }: Confirmation): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, action);
  if (answer !== action) return false;
  return typed === undefined || typeName(question, typed);
}

/** true: the person typed the name. @param what will happen then. */
export async function typeName(title: string, name: string, what = ''): Promise<boolean> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: `${what} ${vscode.l10n.t('Type {0} to go on.', name)}`.trimStart(),
    ignoreFocusOut: true,
    validateInput: (value) => (value === '' || name.startsWith(value) ? undefined : vscode.l10n.t('It is {0}.', name)),
  });
  return text === name;
}

export interface Progress {
  /** Ends when the person cancels. */
  readonly signal: AbortSignal;
  readonly say: (message: string) => void;
}

/** Milliseconds after which people want to know what is going on. */
const patience = 400;

/**
 * Shows that something is under way, with a button to cancel it. What is done sooner than one could read shows nothing:
 * the editor holds messages back where many come and go.
 */
export async function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let said: string | undefined;
  let show = (message: string): void => void (said = message);
  const working = work({ signal: controller.signal, say: (message) => show(message) });
  if (await settlesWithin(working, patience)) return working;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const listening = token.onCancellationRequested(() => controller.abort());
      show = (message) => progress.report({ message });
      if (said !== undefined) show(said);
      try {
        return await working;
      } finally {
        listening.dispose();
      }
    },
  );
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function inform(message: string): void {
  void vscode.window.showInformationMessage(message);
}

/** A button under a message. */
export interface Button {
  readonly title: string;
  run(): unknown;
}

/** Shows why something did not work and what to do; what was cancelled is passed over. */
export function report(error: unknown, output: vscode.LogOutputChannel, ...buttons: readonly Button[]): void {
  if (error instanceof ClusterError) {
    if (error.code === 'cancelled') return;
    output.warn(`${error.code}: ${error.message}`);
    const titles = buttons.map(({ title }) => title);
    void vscode.window
      .showErrorMessage(`${error.message} ${error.remedy}`, ...titles)
      .then((chosen) => buttons.find(({ title }) => title === chosen)?.run());
    return;
  }
  output.error(error instanceof Error ? error : String(error));
  void vscode.window.showErrorMessage(
    vscode.l10n.t('Something that should not happen did. See the output "Database Manifests".'),
  );
}
