import type { Resource, RuleContext } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { CheckedResource } from './checkedResource.ts';

/** The context that rules of one resource get. */
export function createRuleContext(
  context: LanguageContext,
  { resource, uri, previous: before }: Pick<CheckedResource, 'resource' | 'uri' | 'previous'>,
  version: string | undefined,
): RuleContext {
  let previous = before && { resource: before as Resource | undefined };
  return {
    resource,
    root: resource.root,
    // Where somebody watches what is read, only rules that ask for it read it.
    get spec() {
      return resource.root.at('spec');
    },
    version,
    workspace: context.index,
    get previous() {
      return (previous ??= { resource: context.committed.resource(uri, resource) }).resource;
    },
  };
}
