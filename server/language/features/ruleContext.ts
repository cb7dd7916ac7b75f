import type { Resource, RuleContext } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../context.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { workspaceIndex } from '../workspace/workspaceIndex.ts';
import type { Reads } from '../workspace/workspaceIndex.ts';
import { committedResource } from './committedResource.ts';

/** The context that rules of one resource get; what they ask the workspace for is written into `reads`, with revisions. */
export function createRuleContext(
  context: LanguageContext,
  { resource, uri }: Pick<ClaimedSubject, 'resource' | 'uri'>,
  version: string | undefined,
  reads: Reads = new Map(),
): RuleContext {
  let previous: { resource: Resource | undefined } | undefined;
  return {
    resource,
    root: resource.root,
    spec: resource.root.at('spec'),
    version,
    workspace: workspaceIndex(context.workspace, context.names, context.packs, reads),
    get previous() {
      return (previous ??= { resource: committedResource(context, uri, resource) }).resource;
    },
  };
}
