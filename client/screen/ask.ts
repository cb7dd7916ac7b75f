import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { shown } from './shown.ts';

/** What is said to a person and asked of them. Every function that asks returns `undefined` if the person turns away. */

export interface Choice<T> {
  readonly label: Said;
  /** Of the editor's, before the label: `check` */
  readonly icon?: string;
  readonly description?: Said;
  readonly detail?: Said;
  readonly value: T;
  readonly picked?: boolean;
}

/** A single choice is taken without asking, unless `always`. */
export async function pick<T>(
  title: Said,
  choices: readonly Choice<T>[],
  options: { readonly placeholder?: Said; readonly always?: true } = {},
): Promise<T | undefined> {
  const [first] = choices;
  if (choices.length === 1 && !options.always) return first?.value;
  const chosen = await vscode.window.showQuickPick(choices.map(itemOf), {
    title: shown(title),
    matchOnDescription: true,
    ...(options.placeholder === undefined ? {} : { placeHolder: shown(options.placeholder) }),
  });
  return chosen?.value;
}

export async function pickMany<T>(title: Said, choices: readonly Choice<T>[]): Promise<readonly T[] | undefined> {
  const chosen = await vscode.window.showQuickPick(choices.map(itemOf), {
    title: shown(title),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ value }) => value);
}

function itemOf<T>({
  label,
  icon,
  description,
  detail,
  value,
  picked,
}: Choice<T>): vscode.QuickPickItem & { value: T } {
  return {
    label: withIcon(icon, label),
    ...(description === undefined ? {} : { description: shown(description) }),
    ...(detail === undefined ? {} : { detail: inWholeSentences(shown(detail)) }),
    ...(picked === undefined ? {} : { picked }),
    value,
  };
}

/** A list cuts what is longer than its width: as many sentences as fit are better than a half. UTF-16 code units. */
const lineOfList = 130;

function inWholeSentences(text: string): string {
  if (text.length <= lineOfList) return text;
  const end = Math.max(...['. ', '; ', ': ', '。'].map((mark) => text.lastIndexOf(mark, lineOfList - 2)));
  return end > 0 ? `${text.slice(0, end)}${text[end] === '.' || text[end] === '。' ? text.charAt(end) : ' …'}` : text;
}

/** An icon of the editor's before a text. */
export function withIcon(icon: string | undefined, text: Said): string {
  return icon === undefined ? shown(text) : `$(${icon}) ${shown(text)}`;
}

export interface TextQuestion {
  readonly title: Said;
  readonly prompt?: Said;
  /** What stands there already. */
  readonly value?: string;
  /** Why a text cannot be taken; `undefined`: it can. */
  readonly problemOf?: (text: string) => Said | undefined;
  /** What is typed cannot be read, and goes to nobody but the caller. */
  readonly secret?: true;
  /** It goes when the person looks elsewhere. */
  readonly fleeting?: true;
}

export async function askText(question: TextQuestion): Promise<string | undefined> {
  const { title, prompt, value, problemOf, secret = false, fleeting = false } = question;
  const validateInput = (text: string) => {
    const problem = problemOf?.(text);
    return problem && shown(problem);
  };
  return vscode.window.showInputBox({
    ...{ title: shown(title), password: secret, ignoreFocusOut: !fleeting },
    ...(prompt === undefined ? {} : { prompt: shown(prompt) }),
    ...(value === undefined ? {} : { value }),
    ...(problemOf === undefined ? {} : { validateInput }),
  });
}

export interface Confirmation {
  /** `Restart cluster shop?` */
  readonly question: Said;
  /** What will happen. */
  readonly detail: Said;
  /** On the button: `Restart` */
  readonly action: Said;
  /** For what cannot be undone, `Keep Them`: a button that does nothing, and that Enter presses. */
  readonly harmless?: Said;
}

/** true: the person agreed. */
export async function confirm({ question, detail, action, harmless }: Confirmation): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    shown(question),
    { modal: true, detail: shown(detail) },
    // The editor gives the first one the focus; an item that closes the question would be the last, beside an action that Enter presses.
    ...(harmless === undefined ? [] : [shown(harmless)]),
    shown(action),
  );
  return answer === shown(action);
}

/** true: the person typed the name. @param what will happen then. */
export async function typeName(title: Said, name: string, what?: Said): Promise<boolean> {
  const text = await askText({
    title,
    prompt: joined([...(what === undefined ? [] : [what]), say`Type ${name} to go on.`], ' '),
    problemOf: (value) => (value === '' || name.startsWith(value) ? undefined : say`It is ${name}.`),
  });
  return text === name;
}

export interface Progress {
  /** Ends when the person cancels. */
  readonly signal: AbortSignal;
  readonly tell: (message: Said) => void;
}

/** Milliseconds after which people want to know what is going on. */
const patience = 400;

/**
 * Shows that something is under way, with a button to cancel it. What is done sooner than one could read shows nothing:
 * the editor holds messages back where many come and go.
 */
export async function withProgress<T>(title: Said, work: (progress: Progress) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let told: Said | undefined;
  let show = (message: Said): void => void (told = message);
  const working = work({ signal: controller.signal, tell: (message) => show(message) });
  if (await settlesWithin(working, patience)) return working;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: shown(title), cancellable: true },
    async (progress, token) => {
      const listening = token.onCancellationRequested(() => controller.abort());
      show = (message) => progress.report({ message: shown(message) });
      if (told !== undefined) show(told);
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

/** A button under a message. */
export interface Button {
  readonly title: Said;
  run(): unknown;
}

/** Says something, and waits for no answer: a message may stay for long. */
export function inform(message: Said, ...buttons: readonly Button[]): void {
  offer(buttons, (...titles) => vscode.window.showInformationMessage(shown(message), ...titles));
}

export function warn(message: Said, ...buttons: readonly Button[]): void {
  offer(buttons, (...titles) => vscode.window.showWarningMessage(shown(message), ...titles));
}

export function complain(message: Said, ...buttons: readonly Button[]): void {
  offer(buttons, (...titles) => vscode.window.showErrorMessage(shown(message), ...titles));
}

function offer(buttons: readonly Button[], show: (...titles: string[]) => Thenable<string | undefined>): void {
  void show(...buttons.map(({ title }) => shown(title))).then((chosen) =>
    buttons.find(({ title }) => shown(title) === chosen)?.run(),
  );
}

/** In the status bar, for some time in milliseconds. */
export function mention(message: Said, time: number): void {
  vscode.window.setStatusBarMessage(shown(message), time);
}

/** Shows why something did not work and what to do, until it is dismissed where there is a button; what was cancelled is passed over. */
export function report(error: unknown, output: vscode.LogOutputChannel, ...buttons: readonly Button[]): void {
  if (error instanceof ClusterError) {
    if (error.code === 'cancelled') return;
    output.warn(`${error.code}: ${shown(error.said.message)}`);
    complain(errorText(error), ...buttons);
    return;
  }
  output.error(error instanceof Error ? error : String(error));
  complain(say`Something that should not happen did. See the output "Database Manifests".`, ...buttons);
}

/** What did not work and what to do. Both may hold the words of a server. */
export function errorText({ said }: Pick<ClusterError, 'said'>): Said {
  return joined([said.message, said.remedy], ' ');
}
