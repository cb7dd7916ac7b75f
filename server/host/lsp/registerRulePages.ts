import { ErrorCodes, ResponseError, TextDocumentContentRequest } from 'vscode-languageserver';
import { rulePages } from '../../language/rulePages.ts';
import { rulePageLink } from './rulePageLink.ts';
import type { Session } from './session.ts';
import { fields, text } from './shapes.ts';
import { shownMessage } from './shownText.ts';

/** The pages of rules, for editors that ask for the text behind a link. They are made of the rules when one is read. */
export function registerRulePages(session: Session): void {
  const { door, environment } = session;
  door.onRequest(TextDocumentContentRequest.type, fields({ uri: text }), ({ uri }) => {
    const page = rulePages(environment.packs, session.pageLanguage).find(({ id }) => uri === rulePageLink(id));
    if (page) return { text: page.text };
    return new ResponseError(ErrorCodes.InvalidRequest, shownMessage(`There is no page ${uri}.`));
  });
}
