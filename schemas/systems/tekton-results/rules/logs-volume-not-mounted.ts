import type { Fix, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { counted, listed, say } from '../../../vocabulary/say.ts';
import { logsType } from '../logs.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Three fields have to be written for one mount. */
export const logsVolumeNotMounted: Rule = {
  id: 'tekton-results/logs-volume-not-mounted',
  severity: 'warning',
  kinds: resultKinds,
  help: `The operator mounts the claim \`logging_pvc_name\` only if \`logs_api\` is \`true\` and \`logs_path\` is written, although
the API has a default for the path. Otherwise the logs go into the container's own file system, which is read-only. Add
what is missing.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L146',
  wholeOnly: true,
  *check({ resource }) {
    const settings = resultSettings(resource);
    const node = settings.at('logging_pvc_name');
    const name = textOf(node);
    const [api, path] = [settings.at('logs_api'), settings.at('logs_path')];
    if (!name || logsType(resource) !== 'File' || isPlaceholder(api) || isPlaceholder(path)) return;
    const lacksApi = !isWritten(api);
    const lacksPath = !isWritten(path) || path.value === '';
    if (!lacksApi && (!isTrue(api) || !lacksPath)) return;
    const missing = [...(lacksApi ? ['`logs_api: true`'] : []), ...(lacksPath ? ['`logs_path`'] : [])];
    const fields = listed(missing, 'and');
    const fix: Fix = {
      title: say`Add ${fields}`,
      edits: [
        ...(lacksApi ? [{ do: 'set' as const, node: api, value: true }] : []),
        ...(lacksPath ? [{ do: 'set' as const, node: path, value: '/logs' }] : []),
      ],
      safe: false,
    };
    yield {
      node,
      message: counted(
        missing.length,
        say`Volume claim "${name}" is not mounted, because ${fields} is not written.`,
        say`Volume claim "${name}" is not mounted, because ${fields} are not written.`,
      ),
      fixes: [fix],
    };
  },
};
