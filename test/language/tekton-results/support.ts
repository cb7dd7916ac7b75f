import assert from 'node:assert/strict';
import type { Resource, RuleContext, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { workspaceOf as workspaceOfResources } from '../../support/workspaceOf.ts';

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
  return workspaceOfResources(...texts.map(resourceOf));
}

export function contextOf(resource: Resource, workspace = workspaceOf()): RuleContext {
  const { root } = resource;
  return { resource, root, spec: root.at('spec'), version: undefined, workspace, previous: undefined };
}

function indented(text: string, columns: number): string {
  return text.trim().replace(/^(?=.)/gm, ' '.repeat(columns));
}
