import type { Finding, ManifestNode, OperatorVersion, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorEnvironment } from '../operator.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** Fields that the operator looks at only if it was told so. */
export const featureGateOff: Rule = {
  id: 'crunchy/feature-gate-off',
  severity: 'warning',
  kinds: ['PostgresCluster', 'PGAdmin'],
  help: `Some fields do nothing unless the operator runs with their feature gate, which its variable \`PGO_FEATURE_GATES\` lists:
\`TablespaceVolumes\`, \`VolumeSnapshots\`, \`PGBouncerSidecars\`, \`OpenTelemetryLogs\` and \`OpenTelemetryMetrics\`, up to 5.7
\`InstanceSidecars\` too. The operator says nothing about it. Found where the operator's Deployment is in the workspace.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/feature/features.go#L105',
  *check({ spec, workspace, version }): Iterable<Finding> {
    const environment = operatorEnvironment(workspace);
    const variable = 'PGO_FEATURE_GATES';
    const isSet = environment?.has(variable);
    const gates = isSet === true ? environment?.text(variable) : '';
    if (isSet === undefined || gates === undefined || gates.includes('${')) return;
    for (const { node, names } of gatedFields(spec, version)) {
      if (!isWritten(node) || names.some((name) => isOn(gates, name))) continue;
      yield {
        node,
        mark: 'key',
        message: say`This does nothing: the operator's variable \`PGO_FEATURE_GATES\` lacks \`${names[0] ?? ''}=true\`.`,
      };
    }
  },
};

interface GatedField {
  readonly node: ManifestNode;
  /** One of these is enough. */
  readonly names: readonly string[];
}

function gatedFields(spec: ManifestNode, version: OperatorVersion | undefined): GatedField[] {
  const sets = spec.at('instances').items();
  const isOld = version !== undefined && isBefore(version, '5.8');
  return [
    ...sets.map((set) => ({ node: set.at('tablespaceVolumes'), names: ['TablespaceVolumes'] })),
    ...(isOld ? sets.map((set) => ({ node: set.at('containers'), names: ['InstanceSidecars'] })) : []),
    { node: spec.at('backups', 'snapshots'), names: ['VolumeSnapshots'] },
    { node: spec.at('proxy', 'pgBouncer', 'containers'), names: ['PGBouncerSidecars'] },
    { node: spec.at('instrumentation'), names: ['OpenTelemetryMetrics', 'OpenTelemetryLogs'] },
  ];
}

/** `A=true,B=false`; `AllAlpha` and `AllBeta` switch many at once. */
function isOn(gates: string, name: string): boolean {
  const words = gates.split(',').map((gate) => gate.trim().toLowerCase());
  const isNamed = words.find((word) => word.startsWith(`${name.toLowerCase()}=`));
  return isNamed === undefined ? words.includes('allalpha=true') : isNamed.endsWith('=true');
}
