import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import { pick } from '../screen/ask.ts';
import { showDocument, showNew } from '../screen/documents.ts';
import { onProblems } from '../screen/views.ts';

/**
 * What the walkthrough of `package.json` runs. Its files lie in `walkthrough/`: they are opened as new documents, so that nothing is
 * written where a person works.
 */
export function registerFirstSteps({ extension }: Pick<vscode.ExtensionContext, 'extension'>): vscode.Disposable {
  const { extensionUri, id } = extension;
  const open = async (file: string): Promise<vscode.TextDocument> => {
    const content = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'walkthrough', file));
    return showNew(new TextDecoder().decode(content), 'yaml');
  };
  const example = new Example(() => open('example.yaml'));
  return vscode.Disposable.from(
    example,
    vscode.commands.registerCommand('dbManifests.firstSteps', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${id}#firstSteps`, false),
    ),
    vscode.commands.registerCommand('dbManifests.openExample', () => example.open()),
    vscode.commands.registerCommand('dbManifests.showWhatIsMade', () => example.showWhatIsMade()),
    vscode.commands.registerCommand('dbManifests.openPipeline', async () => {
      const file = await pick(
        say`Check manifests in CI`,
        [
          { label: say`GitHub Actions`, value: 'github-actions.yaml' },
          { label: say`GitLab CI`, value: 'gitlab-ci.yaml' },
        ],
        { placeholder: say`Where?` },
      );
      if (file !== undefined) await open(file);
    }),
  );
}

/** The manifest with mistakes, and whether it still has some. */
class Example implements vscode.Disposable {
  private readonly make: () => Promise<vscode.TextDocument>;
  private readonly listening: vscode.Disposable;
  private document: vscode.TextDocument | undefined;
  private hadMistakes = false;

  constructor(make: () => Promise<vscode.TextDocument>) {
    this.make = make;
    this.listening = onProblems((uri, count) => {
      if (uri.toString() === this.document?.uri.toString()) this.look(count > 0);
    });
  }

  /** The one that is open already, as it is by now. */
  async open(): Promise<vscode.TextDocument> {
    if (this.document && !this.document.isClosed) {
      await showDocument(this.document);
      return this.document;
    }
    this.hadMistakes = false;
    this.document = await this.make();
    return this.document;
  }

  /** With the help on the user, which lists what an operator makes of it. */
  async showWhatIsMade(): Promise<void> {
    const document = await this.open();
    const place = document.positionAt(Math.max(document.getText().search(/\bseller: \[/), 0));
    await showDocument(document, place);
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  dispose(): void {
    this.listening.dispose();
  }

  private look(found: boolean): void {
    if (this.hadMistakes && !found)
      void vscode.commands.executeCommand('setContext', 'dbManifests.exampleMended', true);
    this.hadMistakes ||= found;
  }
}
