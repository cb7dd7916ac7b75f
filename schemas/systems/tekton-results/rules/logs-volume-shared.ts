import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf, textItems, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { logsType } from '../logs.ts';
import { apiDeployment } from '../naming.ts';
import { findNearby, resultKinds, resultSettings } from '../settings.ts';
import { activeOptions } from '../workloads.ts';

const sharing: readonly string[] = ['ReadWriteMany', 'ReadOnlyMany'];

/** A claim for one node cannot serve several pods. */
export const logsVolumeShared: Rule = {
  id: 'tekton-results/logs-volume-shared',
  severity: 'warning',
  kinds: resultKinds,
  help: `A ReadWriteOnce claim can be used on one node only. With more than one replica of the API, a pod on another node
stays in ContainerCreating with "Multi-Attach error". Use a ReadWriteMany claim, or one replica.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  *check(context) {
    const { resource } = context;
    const settings = resultSettings(resource);
    const claim = textOf(settings.at('logging_pvc_name'));
    const node = activeOptions(resource).at('deployments', apiDeployment, 'spec', 'replicas');
    const replicas = numberOf(node);
    if (!claim || !isTrue(settings.at('logs_api')) || logsType(resource) !== 'File') return;
    if (replicas === undefined || replicas < 2) return;
    const [found, ...more] = findNearby(context, 'PersistentVolumeClaim', claim);
    if (!found || more.length > 0 || found.resource.partial) return;
    const accessModes = found.resource.root.at('spec', 'accessModes');
    const modes = textItems(accessModes).map(([mode]) => mode);
    if (modes.length === 0 || modes.some((mode) => sharing.includes(mode))) return;
    yield {
      node,
      message: say`Volume claim "${claim}" is ${joined(modes, ', ')}: a second pod on another node cannot mount it and does not start.`,
      fixes: [{ title: say`Use one replica`, edits: [{ do: 'set', node, value: 1 }], safe: false }],
      related: [{ node: accessModes, message: say`The access modes` }],
    };
  },
};
