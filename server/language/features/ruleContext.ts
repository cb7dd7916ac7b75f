import type { Resource, RuleContext } from '../../../schemas/contract/index.ts';
import type { ClaimedResource, LanguageContext } from '../context.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { committedResource } from './committedResource.ts';

/** The context that rules of one resource get; the kinds that they ask the workspace for are written into `reads`, with their revisions. */
export function createRuleContext(
  context: LanguageContext,
  { resource, uri }: Pick<ClaimedResource, 'resource' | 'uri'>,
  version: string | undefined,
  reads: Map<string, number> = new Map(),
): RuleContext {
  let previous: { resource: Resource | undefined } | undefined;
  return {
    resource,
    root: resource.root,
    spec: resource.root.at('spec'),
    version,
    workspace: recordingIndex(context.workspace, reads),
    get previous() {
      return (previous ??= { resource: committedResource(context, uri, resource) }).resource;
    },
  };
}

function recordingIndex(workspace: Workspace, reads: Map<string, number>): RuleContext['workspace'] {
  return {
    get revision() {
      return workspace.revision;
    },
    resources(group, kind) {
      reads.set(kind, workspace.kindRevision(kind));
      return workspace.resources(group, kind);
    },
  };
}
