import type { KindGroup } from '../../contract/index.ts';

/** So that no kind of the operator is taken for a misspelt one; new versions bring more. */
const others = [
  ...['TektonAddon', 'TektonChain', 'TektonDashboard', 'TektonHub', 'TektonInstallerSet', 'TektonPipeline'],
  ...['TektonMulticlusterProxyAAE', 'TektonPruner', 'TektonScheduler', 'TektonTrigger', 'ManualApprovalGate'],
  ...['OpenShiftPipelinesAsCode', 'SyncerService'],
];

export const kindGroups: readonly KindGroup[] = [
  { group: 'operator.tekton.dev', others: Object.fromEntries(others.map((kind) => [kind, ['v1alpha1']])) },
];
