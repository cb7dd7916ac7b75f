import type { Resource, RuleContext } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';

/** The context that rules of one resource get. */
export function createRuleContext(
  context: LanguageContext,
  { resource, uri }: Pick<ClaimedSubject, 'resource' | 'uri'>,
  version: string | undefined,
): RuleContext {
  let previous: { resource: Resource | undefined } | undefined;
  return {
    resource,
    root: resource.root,
    spec: resource.root.at('spec'),
    version,
    workspace: context.index,
    get previous() {
      return (previous ??= { resource: context.committed.resource(uri, resource) }).resource;
    },
  };
}
