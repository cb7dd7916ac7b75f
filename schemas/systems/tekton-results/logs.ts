import type { ManifestNode, Resource } from '../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../vocabulary/read.ts';
import { databaseClients, setsVariable } from './certificate.ts';
import { resultSettings } from './settings.ts';

/** Types whose names are compared letter by letter. tektoncd/results v0.20.0 pkg/api/server/v1alpha2/log/log.go#L68 */
export const storedTypes: readonly string[] = ['File', 'S3', 'GCS'];
/** Types whose names are compared without regard to case. pkg/api/server/v1alpha2/plugin/plugin_logs.go#L763 */
export const forwardedTypes: readonly string[] = ['loki', 'blob', 'splunk'];

/** Where logs go; `undefined`: not known, because a variable or a placeholder decides. */
export function logsType(resource: Resource): string | undefined {
  const settings = resultSettings(resource);
  const [api] = databaseClients({ resource });
  const variables = ['LOGS_TYPE', 'LOGS_API', 'LOGS_PATH'];
  if (api && variables.some((name) => setsVariable({ resource }, api, name))) return undefined;
  if (usesLokiStack(settings)) return 'loki';
  const type = settings.at('logs_type');
  if (isPlaceholder(type) || (isWritten(type) && textOf(type) === undefined)) return undefined;
  return textOf(type) || 'File';
}

/** A LokiStack sets type and address of the logs by itself. transform.go#L408 */
export function usesLokiStack(settings: ManifestNode): boolean {
  return isWritten(settings.at('loki_stack_name')) && isWritten(settings.at('loki_stack_namespace'));
}
