import type { Finding, ManifestNode, Resource, Rule } from '../../../contract/index.ts';
import { isCredentialVariable, isNoCredential } from '../../../vocabulary/credentialVariables.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations, podEnvironment } from '../subjectIds.ts';

/** A key in a manifest is no secret. Its value is not shown. */
export const credentialsInManifest: Rule = {
  id: 'zalando/credentials-in-manifest',
  severity: 'warning',
  kinds: ['postgresql', 'OperatorConfiguration', ...otherConfigurations, podEnvironment],
  help: `Everybody who may read the manifest or the repository reads this key. In a cluster's manifest, take variables from a Secret with
\`valueFrom.secretKeyRef\`; for the archive of a clone, put \`CLONE_AWS_ACCESS_KEY_ID\` and \`CLONE_AWS_SECRET_ACCESS_KEY\` into the
Secret that the operator's \`pod_environment_secret\` names. Logical backups take theirs from \`logical_backup_cronjob_environment_secret\`.
Whoever has read the key keeps it: make a new one.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#custom-pod-environment-variables',
  *check({ resource, spec }) {
    const configuration = configurationOf(resource);
    for (const node of [
      spec.at('clone', 's3_secret_access_key'),
      configuration.at('logical_backup', 'logical_backup_s3_secret_access_key'),
      configuration.at('logical_backup', 'logical_backup_azure_storage_account_key'),
      configuration.at('scalyr', 'scalyr_api_key'),
    ]) {
      if (isWrittenOut(node)) {
        yield {
          node,
          message: say`The key stands here in plain text, for everybody who may read the manifest: take it from a Secret.`,
        };
      }
    }
    yield* credentialsForAll(resource);
    for (const list of [spec, ...spec.at('sidecars').items(), ...spec.at('initContainers').items()]) {
      for (const variable of list.at('env').items()) {
        const name = knownName(variable.at('name'));
        const node = variable.at('value');
        if (name === undefined || !isCredentialVariable(name) || !isWrittenOut(node)) continue;
        // Dropped in a sidecar, which has the operator's.
        if (list !== spec && name.toUpperCase() === 'POSTGRES_PASSWORD') continue;
        yield {
          node,
          message: say`What \`${name}\` holds stands here in plain text, for everybody who may read the manifest: take it from a Secret.`,
        };
      }
    }
  },
};

/** In the ConfigMap for the pods of all clusters; a Secret is the place for them. */
function* credentialsForAll({ identity, root }: Resource): Iterable<Finding> {
  if (identity.kind !== podEnvironment || root.parent?.at('kind').value !== 'ConfigMap') return;
  for (const [name, node] of root.entries()) {
    if (!isCredentialVariable(name) || !isWrittenOut(node)) continue;
    yield {
      node,
      message: say`What \`${name}\` holds stands here for everybody who may read ConfigMaps: move it to the Secret that \`pod_environment_secret\` names.`,
    };
  }
}

function isWrittenOut(node: ManifestNode): boolean {
  const value = knownName(node);
  return value !== undefined && !isNoCredential(value);
}
