import type { Fix, Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { logsType } from '../logs.ts';
import { locate } from '../mounts.ts';
import { apiDeployment, baseDeployments } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';
import { activeOptions, podSpecOf } from '../workloads.ts';

/** Logs of type File need a volume. */
export const logsNotKept: Rule = {
  id: 'tekton-results/logs-not-kept',
  severity: 'warning',
  kinds: resultKinds,
  help: `With \`logs_api: true\` and type \`File\`, which is the default, the API writes logs below \`logs_path\`. Without a
volume there that is the container's own file system: read-only, or gone with the pod. Make a PersistentVolumeClaim in the
target namespace and name it in \`logging_pvc_name\`, or keep logs in a bucket or in Loki.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L146',
  wholeOnly: true,
  *check(context) {
    const { resource } = context;
    const settings = resultSettings(resource);
    const node = settings.at('logs_api');
    const claim = settings.at('logging_pvc_name');
    const base = baseDeployments[apiDeployment];
    if (!base || !isTrue(node) || logsType(resource) !== 'File' || (isWritten(claim) && claim.value !== '')) return;
    const path = textOf(settings.at('logs_path')) || '/logs';
    const podSpec = podSpecOf(activeOptions(resource).at('deployments', apiDeployment));
    if (locate(context, path, base, podSpec).where !== 'nowhere') return;
    const fix: Fix = {
      title: say`Add \`logging_pvc_name\``,
      edits: [
        { do: 'set', node: claim, value: 'tekton-logs' },
        ...(textOf(settings.at('logs_path'))
          ? []
          : [{ do: 'set' as const, node: settings.at('logs_path'), value: path }]),
      ],
      safe: false,
    };
    yield {
      node,
      message: say`Logs cannot be kept: no volume is mounted at "${path}", because \`logging_pvc_name\` is missing.`,
      fixes: [fix],
    };
  },
};
