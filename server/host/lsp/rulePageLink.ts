import { rulePageScheme } from '../../../schemas/contract/protocol.ts';

/** @param code of a problem that has a page */
export function rulePageLink(code: string): string {
  return `${rulePageScheme}:/${code}.md`;
}
