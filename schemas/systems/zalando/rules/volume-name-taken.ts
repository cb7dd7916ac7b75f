import type { Finding, ManifestNode, Rule, WorkspaceIndex } from '../../../contract/index.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';
import { dataMountPath, dataVolume, freeName, sharedMemoryVolume, socketVolume } from '../pods.ts';

/** Volumes of a pod have different names, and some belong to the operator. */
export const volumeNameTaken: Rule = {
  id: 'zalando/volume-name-taken',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The names of volumes have to be different within a pod. \`pgdata\` is the data volume: Kubernetes mounts it
in place of an additional volume of that name. \`dshm\` is the shared memory: with a second one, and with two
additional volumes of one name, the pods are refused; so they are with \`postgresql-run\` where the operator has
\`share_pgsocket_with_sidecars\`, and with its \`additional_secret_mount\`. To mount one volume at two paths, write two
volumes with different names and the same source.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/util/constants/postgresql.go#L7',
  *check({ spec, workspace }) {
    const volumes = spec.at('additionalVolumes').items();
    if (volumes.length === 0) return;
    const configured = configuredVolumes(workspace);
    const taken = new Set([
      dataVolume,
      sharedMemoryVolume,
      ...configured,
      ...volumes.map((volume) => textOf(volume.at('name')) ?? ''),
    ]);
    const seen = new Set<string>();
    const paths = new Set<string>([dataMountPath]);
    for (const volume of volumes) {
      const node = volume.at('name');
      const name = textOf(node);
      const path = textOf(volume.at('mountPath'));
      // A volume at a path that is taken is left out before its name matters.
      if (!name || (path !== undefined && paths.has(path))) continue;
      if (path !== undefined) paths.add(path);
      const finding: Finding | undefined = configured.includes(name)
        ? { node, message: say`Volume name "${name}" is taken by the operator's configuration: the pods are refused.` }
        : problemOf(node, name, seen.has(name), isTrue(spec.at('enableShmVolume')));
      seen.add(name);
      if (!finding) continue;
      const free = freeName(name, taken);
      // What is refused does not run yet, so a new name changes nothing there.
      const safe = (finding.severity ?? 'error') === 'error' ? {} : { safe: false as const };
      const fix = { title: say`Rename it to "${free}"`, edits: [{ do: 'set' as const, node, value: free }], ...safe };
      yield { ...finding, fixes: [fix] };
    }
  },
};

/** Volumes that every pod gets by the operator's configuration, where it stands in the workspace. pkg/cluster/k8sres.go#L902 */
function configuredVolumes(workspace: WorkspaceIndex): readonly string[] {
  const shared = configuredSettings(workspace, 'kubernetes', 'share_pgsocket_with_sidecars');
  const secrets = configuredSettings(workspace, 'aws_or_gcp', 'additional_secret_mount').flatMap(
    (node) => textOf(node) || [],
  );
  return shared.length > 0 && shared.every(isTrue) ? [socketVolume, ...secrets] : secrets;
}

function problemOf(node: ManifestNode, name: string, again: boolean, sharedMemory: boolean): Finding | undefined {
  if (again) return { node, message: say`Volume name "${name}" is used twice: the pods are refused.` };
  if (name === dataVolume) {
    const message = say`Volume name "${name}" is taken: the data volume is mounted there instead of this one.`;
    return { node, message, severity: 'warning' };
  }
  if (name !== sharedMemoryVolume) return undefined;
  // Shared memory can be switched off in the operator's configuration.
  const message = say`Volume name "${name}" is taken by the shared memory of Postgres: the pods are refused.`;
  return { node, message, severity: sharedMemory ? 'error' : 'warning' };
}
