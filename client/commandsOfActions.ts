import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Commands that are remembered: those of a hundred lists of actions. */
const remembered = 256;

/**
 * What the editor is given in place of the commands of code actions: commands without arguments. It forgets the arguments of a list of
 * actions once it has the next list, which comes whenever problems change: of an action that was chosen just before, nothing but "Actual
 * command not found" was left. Here they are kept, so what was chosen is run.
 */
export class CommandsOfActions {
  readonly #commands: vscode.Command[] = [];
  readonly #registered: vscode.Disposable[] = [];
  #next = 0;

  readonly middleware: Pick<Middleware, 'provideCodeActions' | 'resolveCodeAction'> = {
    provideCodeActions: async (document, range, context, token, next) => {
      const actions = await next(document, range, context, token);
      for (const action of actions ?? [])
        if (isAction(action) && action.command?.arguments) action.command = this.#withoutArguments(action.command);
      return actions;
    },
    // Nothing is missing where there is a command.
    resolveCodeAction: (action, token, next) => (action.command ? action : next(action, token)),
  };

  dispose(): void {
    for (const each of this.#registered) each.dispose();
  }

  #withoutArguments(command: vscode.Command): vscode.Command {
    const at = this.#next;
    const id = `dbManifests.commandOfAction.${String(at)}`;
    this.#next = (at + 1) % remembered;
    if (at >= this.#registered.length) this.#registered.push(vscode.commands.registerCommand(id, () => this.#run(at)));
    this.#commands[at] = command;
    return { title: command.title, command: id };
  }

  async #run(at: number): Promise<void> {
    const command = this.#commands[at];
    if (command) await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  }
}

function isAction(action: vscode.Command | vscode.CodeAction): action is vscode.CodeAction {
  return typeof action.command !== 'string';
}
