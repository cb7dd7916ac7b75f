import type { ManifestNode, WorkspaceIndex } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { isWritten } from '../../vocabulary/read.ts';
import { operatorConfigurations } from './operatorSettings.ts';

/** Whether the workspace says anything about how the operator is configured. */
export function hasOperatorConfiguration(workspace: WorkspaceIndex): boolean {
  return operatorConfigurations(workspace).length > 0;
}

/** What the `OperatorConfiguration`s of the workspace write at a path below `configuration`; usually none or one. */
export function configuredSettings(workspace: WorkspaceIndex, ...path: readonly string[]): readonly ManifestNode[] {
  const configurations = operatorConfigurations(workspace);
  const known = settingsOf(configurations);
  const key = path.join('.');
  const written = known.get(key) ?? configurations.map((configuration) => configuration.at(...path)).filter(isWritten);
  known.set(key, written);
  return written;
}

/** What was asked of some configurations, by path. */
const settingsOf: (configurations: readonly ManifestNode[], key?: undefined) => Map<string, readonly ManifestNode[]> =
  perObject(() => new Map());
