import type { ManifestNode, OperatorVersion, Resource, WorkspaceIndex } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';
import { group } from './naming.ts';

/** What the operator in the workspace was told by its environment; `undefined`: there is none, or more than one. */
export interface OperatorEnvironment {
  /** Whether a variable is set to something, `undefined`: not known, for instance because it comes from elsewhere. */
  has(variable: string): boolean | undefined;
  /** The text of a variable; `undefined`: not set, or not known. */
  text(variable: string): string | undefined;
}

export function operatorEnvironment(workspace: WorkspaceIndex): OperatorEnvironment | undefined {
  const operators = workspace.resources('apps', 'Deployment').flatMap(({ resource }) => operatorContainer(resource));
  const [container, ...others] = operators;
  if (container === undefined || others.length > 0) return undefined;
  const isOpen = isWritten(container.at('envFrom'));
  const variables = new Map(
    container
      .at('env')
      .items()
      .map((item) => [textOf(item.at('name')) ?? '', item] as const),
  );
  return {
    has(variable) {
      const item = variables.get(variable);
      if (item === undefined) return isOpen ? undefined : false;
      return item.at('value').value === undefined ? undefined : item.at('value').value !== '';
    },
    text: (variable) => textOf(variables.get(variable)?.at('value') ?? container.at('nothing')),
  };
}

function operatorContainer({ root }: Resource): ManifestNode[] {
  const template = root.at('spec', 'template');
  if (!isWritten(template.at('metadata', 'labels', `${group}/control-plane`))) return [];
  return template
    .at('spec', 'containers')
    .items()
    .filter((container) => container.at('name').value === 'operator');
}

/** The version in force, and at least what the API version says. */
export function versionFor({ identity }: Resource, version: OperatorVersion | undefined): OperatorVersion | undefined {
  return version ?? (identity.apiVersion === `${group}/v1` ? '6.0' : undefined);
}
