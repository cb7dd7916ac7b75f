import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction as LspCodeAction } from 'vscode-languageserver';
import { disableRuleCommand, explainRuleCommand } from '../../../schemas/contract/protocol.ts';
import type { DisablingChoice } from '../../../schemas/contract/protocol.ts';
import type { CodeAction, Problem } from '../../language/answers.ts';
import { showPageCommand } from './capabilities.ts';
import { toCodeAction, toDiagnostic, toTextEdits } from './convert.ts';
import type { Session } from './session.ts';
import { shownLabel } from './shownText.ts';

/** What an editor is told to resolve. */
export interface EverywhereData {
  /** Of a rule. */
  readonly everywhere: string;
}

/**
 * What is offered in the light bulb. Ways to switch a rule off are one entry where the editor can ask which; others get one each.
 */
export function offeredActions(session: Session, uri: string, actions: readonly CodeAction[]): LspCodeAction[] {
  const { abilities, options } = session;
  const disabled = new Set<string>();
  return actions.flatMap((action): LspCodeAction[] => {
    const { disables, page, everywhere, newFile } = action;
    if (newFile && !abilities.createFiles) return [];
    if (page !== undefined) {
      const isOurs = options.ruleCommands === true;
      if (!isOurs && !abilities.showDocument) return [];
      return [withCommand(action.title, action.problems, isOurs ? explainRuleCommand : showPageCommand, [page])];
    }
    if (everywhere !== undefined) {
      if (!abilities.resolveEdits) return [];
      const data: EverywhereData = { everywhere };
      const diagnostics = action.problems.map(toDiagnostic);
      return [{ title: shownLabel(action.title), kind: CodeActionKind.QuickFix, diagnostics, data }];
    }
    if (disables === undefined || options.ruleCommands !== true) return [toCodeAction(uri, action)];
    const { rule, title } = disables;
    if (disabled.has(rule)) return [];
    disabled.add(rule);
    const all = actions.filter((each) => each.disables?.rule === rule);
    const problems = [...new Set(all.flatMap((each) => each.problems))];
    const choices = all.flatMap(({ disables: way, edits }): DisablingChoice[] =>
      way ? [{ scope: way.scope, edits: toTextEdits(edits) }] : [],
    );
    return [withCommand(title, problems, disableRuleCommand, [uri, rule, choices])];
  });
}

function withCommand(
  title: string,
  problems: readonly Problem[],
  command: string,
  args: readonly unknown[],
): LspCodeAction {
  const shown = shownLabel(title);
  return {
    title: shown,
    kind: CodeActionKind.QuickFix,
    diagnostics: problems.map(toDiagnostic),
    command: { title: shown, command, arguments: [...args] },
  };
}
