import * as vscode from 'vscode';
import { rulePageScheme } from '../../schemas/contract/protocol.ts';
import { showPreview } from '../screen/documents.ts';

/** Opens the page of a rule beside the text, as it is to be read. Any extension may run the command, and nothing else is opened. */
export async function explainRule(link: string): Promise<void> {
  const page = vscode.Uri.parse(link);
  if (page.scheme === rulePageScheme) await showPreview(page);
}
