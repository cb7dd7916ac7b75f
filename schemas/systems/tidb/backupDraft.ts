import type { Draft, WantedResource } from '../../contract/index.ts';
import { configMapDraft, header, pullSecretDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { say } from '../../vocabulary/say.ts';
import { placesOf } from './backupParts.ts';
import { v2ClusterType, v2Group } from './kinds.ts';

/** What a fix writes for a resource that a backup, or something of the second operator, refers to and that stands nowhere. */
export function backupDraft(wanted: WantedResource): Draft | undefined {
  const { type, name, namespace, by } = wanted;
  const spec = by.root.at('spec');
  switch (type) {
    case 'Secret':
      return secret(wanted);
    case 'ConfigMap':
      if (spec.at('bootstrapSQL', 'name').value === name) return configMapDraft(wanted, ['bootstrap-sql']);
      return spec.at('template', 'spec', 'security', 'sem', 'config', 'name').value === name
        ? configMapDraft(wanted, ['sem.json'])
        : undefined;
    case 'ServiceAccount':
      return {
        value: header('ServiceAccount', wanted),
        comment: say`It needs a role that reads Secrets and writes backups and their status.`,
      };
    case v2ClusterType:
      return {
        value: {
          apiVersion: `${v2Group}/v1alpha1`,
          kind: 'Cluster',
          metadata: { name, ...(namespace === '' ? {} : { namespace }) },
          spec: {},
        },
        comment: say`Its components are groups that name it.`,
      };
    default:
      return undefined;
  }
}

/** With the keys that the operators ask for. */
function secret(wanted: WantedResource): Draft | undefined {
  const { by, name } = wanted;
  const spec = by.root.at('spec');
  for (const { node, place } of placesOf(by)) {
    for (const [store, keys] of Object.entries(keysOf))
      if (place.at(store, 'secretName').value === name) return secretDraft(wanted, keys);
    for (const login of ['from', 'to']) {
      if (node.at(login, 'secretName').value === name) return secretDraft(wanted, ['password']);
      if (node.at(login, 'tlsClientSecretName').value === name) return certificate(wanted);
    }
    if (isPulled(node, name)) return pullSecretDraft(wanted);
  }
  if (isPulled(spec, name)) return pullSecretDraft(wanted);
  const instance = spec.at('template', 'spec', 'security');
  if (instance.at('authToken', 'jwks', 'name').value === name) return undefined;
  const holders = [instance.at('tls'), spec.at('security', 'tls')];
  const isNamed = holders.some((tls) =>
    ['mysql', 'cluster', 'backend', 'server', 'client'].some((use) =>
      ['ca', 'certKeyPair'].some((part) => tls.at(use, part, 'name').value === name),
    ),
  );
  const isToken = spec.at('security', 'sessionTokenSigningCertKeyPair', 'name').value === name;
  return isNamed || isToken ? certificate(wanted) : undefined;
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  s3: ['access_key', 'secret_key'],
  gcs: ['credentials'],
  azblob: ['AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_KEY'],
};

function isPulled(node: WantedResource['by']['root'], name: string): boolean {
  return node
    .at('imagePullSecrets')
    .items()
    .some((item) => item.at('name').value === name);
}

function certificate(wanted: WantedResource): Draft {
  return secretDraft(wanted, ['tls.crt', 'tls.key', 'ca.crt'], 'kubernetes.io/tls');
}
