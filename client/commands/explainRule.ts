import * as vscode from 'vscode';
import { rulePageScheme } from '../../schemas/contract/protocol.ts';
import { showPreview } from '../screen/documents.ts';

type Place = Pick<vscode.Uri, 'scheme' | 'path'>;

/** Opens the page of a rule beside the text, as it is to be read. */
export async function explainRule(extension: vscode.Uri, link: string): Promise<void> {
  const page = vscode.Uri.parse(link);
  if (isRulePage(extension, page)) await showPreview(page);
}

/** Whether it is one that the build wrote: any extension may run the command, and nothing else is opened. Drives have either case. */
export function isRulePage(extension: Place, page: Place): boolean {
  const [folder, path] = [`${extension.path}/dist/rules/`, page.path].map((each) => each.toLowerCase());
  const isOurs = page.scheme === rulePageScheme || (page.scheme === extension.scheme && path?.startsWith(folder ?? ''));
  return isOurs === true && page.path.endsWith('.md') && !page.path.includes('/../');
}
