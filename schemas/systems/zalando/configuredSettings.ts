import type { ManifestNode, WorkspaceIndex } from '../../contract/index.ts';
import { isWritten } from '../../vocabulary/read.ts';
import { operatorConfigurations } from './operatorSettings.ts';

/** Whether the workspace says anything about how the operator is configured. */
export function hasOperatorConfiguration(workspace: WorkspaceIndex): boolean {
  return operatorConfigurations(workspace).length > 0;
}

/** What the `OperatorConfiguration`s of the workspace write at a path below `configuration`; usually none or one. */
export function configuredSettings(workspace: WorkspaceIndex, ...path: readonly string[]): readonly ManifestNode[] {
  return operatorConfigurations(workspace)
    .map((configuration) => configuration.at(...path))
    .filter(isWritten);
}
