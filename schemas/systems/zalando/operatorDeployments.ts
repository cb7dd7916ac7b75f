import type { IndexedResource, ManifestNode, WorkspaceIndex } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { textOf } from '../../vocabulary/read.ts';
import { namesOperatorImage } from './versions.ts';

/** An operator of the workspace, by its Deployment. */
export interface OperatorDeployment {
  readonly namespace: string;
  /** A variable of its container; empty: not set. `undefined`: not known. */
  variable(name: string): string | undefined;
}

/** Deployments of the workspace that run the operator; usually none or one. */
export function operatorDeployments(workspace: WorkspaceIndex): readonly OperatorDeployment[] {
  return amongDeployments(workspace.resources('apps', 'Deployment'), undefined);
}

/** The list stays the same for as long as no Deployment changes, and most of them are no operator. */
const amongDeployments = perObject((deployments: readonly IndexedResource[]): readonly OperatorDeployment[] =>
  deployments.flatMap(({ resource }) => {
    const variable = resource.partial ? undefined : variablesOf(resource.root, undefined);
    return variable ? [{ namespace: resource.identity.namespace, variable }] : [];
  }),
);

const variablesOf = perObject((deployment: ManifestNode): OperatorDeployment['variable'] | undefined => {
  const containers = deployment.at('spec', 'template', 'spec', 'containers').items();
  const container = containers.find(namesOperatorImage);
  if (!container) return undefined;
  const env = container.at('env').items();
  const isWhole = container.at('envFrom').items().length === 0 && env.every((each) => textOf(each.at('name')));
  return (name) => {
    const found = env.find((each) => textOf(each.at('name')) === name);
    if (found) return textOf(found.at('value'));
    return isWhole ? '' : undefined;
  };
});
