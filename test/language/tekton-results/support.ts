import assert from 'node:assert/strict';
import type { IndexedResource, Resource, RuleContext, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

/** The resource of a one-document manifest. */
export function resourceOf(text: string): Resource {
  const [resource] = parseDocument(text).resources;
  assert.ok(resource, 'the text holds no resource');
  return resource;
}

/** A TektonResult with lines below `spec`, written without indentation. */
export function resultOf(spec: string): Resource {
  return resourceOf(
    `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\n  name: result\nspec:\n  targetNamespace: tekton-pipelines\n${indented(spec, 2)}\n`,
  );
}

/** A TektonConfig with lines below `spec.result`. */
export function configOf(result: string): Resource {
  return resourceOf(
    `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonConfig\nmetadata:\n  name: config\nspec:\n  targetNamespace: openshift-pipelines\n  result:\n${indented(result, 4)}\n`,
  );
}

export function workspaceOf(...texts: readonly string[]): WorkspaceIndex {
  const all = texts.map((text): IndexedResource => ({ resource: resourceOf(text), uri: 'file:///workspace.yaml' }));
  return { revision: 1, resources: (_group, kind) => all.filter(({ resource }) => resource.identity.kind === kind) };
}

export function contextOf(resource: Resource, workspace = workspaceOf()): RuleContext {
  const { root } = resource;
  return { resource, root, spec: root.at('spec'), version: undefined, workspace, previous: undefined };
}

function indented(text: string, columns: number): string {
  return text.trim().replace(/^(?=.)/gm, ' '.repeat(columns));
}
