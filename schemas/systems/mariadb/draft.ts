import type { Draft, ManifestNode, WantedResource } from '../../contract/index.ts';
import { configMapDraft, header, pullSecretDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { say } from '../../vocabulary/say.ts';
import { group, serverType } from './naming.ts';

/** What a fix writes for a resource that one of this pack's refers to and that stands nowhere. */
export function draft(wanted: WantedResource): Draft | undefined {
  if (wanted.by.identity.apiVersion.split('/', 1)[0] !== group) return undefined;
  switch (wanted.type) {
    case 'Secret':
      return secret(wanted);
    case 'ConfigMap':
      return wanted.keys.length === 0 ? undefined : configMapDraft(wanted, wanted.keys);
    case serverType:
      return server(wanted);
    default:
      return undefined;
  }
}

function secret(wanted: WantedResource): Draft | undefined {
  const { by, name, keys } = wanted;
  const spec = by.root.at('spec');
  const isMeant = (node: ManifestNode) => node.at('name').value === name;
  if (spec.at('imagePullSecrets').items().some(isMeant)) return pullSecretDraft(wanted);
  const tls = [...spec.at('tls').entries(), ...spec.entries()].filter(([, node]) => isMeant(node)).map(([key]) => key);
  if (tls.some((key) => key.endsWith('CertSecretRef')))
    return secretDraft(wanted, ['tls.crt', 'tls.key'], 'kubernetes.io/tls');
  if (tls.some((key) => key.endsWith('CASecretRef'))) return secretDraft(wanted, ['ca.crt']);
  return keys.length === 0 ? undefined : secretDraft(wanted, keys);
}

/** The least that survives the loss of a node. */
function server({ name, namespace }: WantedResource): Draft {
  const { metadata } = header('', { name, namespace });
  return {
    value: {
      apiVersion: `${group}/v1alpha1`,
      kind: 'MariaDB',
      metadata: metadata ?? { name },
      spec: { replicas: 3, replication: { enabled: true }, storage: { size: '10Gi' } },
    },
    comment: say`Volumes grow later, and never shrink.`,
  };
}
