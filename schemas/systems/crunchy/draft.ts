import type { Draft, ManifestNode, WantedResource } from '../../contract/index.ts';
import { secretDraft } from '../../vocabulary/drafts.ts';
import { textOf } from '../../vocabulary/read.ts';
import { repositories } from './naming.ts';
import { repositoryKind } from './repositories.ts';

/** Secrets that people write for a cluster: certificates, keys of a bucket, and the API key of a service. */
export function draft(wanted: WantedResource): Draft | undefined {
  if (wanted.type !== 'Secret') return undefined;
  const spec = wanted.by.root.at('spec');
  if (wanted.by.identity.kind === 'CrunchyBridgeCluster') return secretDraft(wanted, ['key', 'team']);
  if (certificates(spec).some((node) => textOf(node.at('name')) === wanted.name)) {
    return secretDraft(wanted, ['tls.crt', 'tls.key', 'ca.crt'], 'kubernetes.io/tls');
  }
  const sources = spec.at('backups', 'pgbackrest', 'configuration').items();
  if (sources.some((source) => textOf(source.at('secret', 'name')) === wanted.name)) return keysOfBuckets(wanted, spec);
  return undefined;
}

function certificates(spec: ManifestNode): ManifestNode[] {
  return [
    spec.at('customTLSSecret'),
    spec.at('customReplicationTLSSecret'),
    spec.at('proxy', 'pgBouncer', 'customTLSSecret'),
    spec.at('monitoring', 'pgmonitor', 'exporter', 'customTLSSecret'),
  ];
}

/** One file for each kind of bucket that the cluster has. */
function keysOfBuckets(wanted: WantedResource, spec: ManifestNode): Draft | undefined {
  const lines = new Map<string, string[]>();
  for (const repository of repositories(spec)) {
    const kind = repositoryKind(repository);
    const name = textOf(repository.at('name'));
    if (kind === undefined || kind === 'volume' || !name) continue;
    const file = kind === 'gcs' ? 'gcs-key.json' : `${kind}.conf`;
    lines.set(file, [...(lines.get(file) ?? []), ...settingsOf[kind].map((setting) => `${name}-${setting}=change-me`)]);
  }
  if (lines.size === 0) return undefined;
  const base = secretDraft(wanted, []);
  const stringData = Object.fromEntries(
    [...lines].map(([file, own]) => [file, file.endsWith('.json') ? '{}\n' : `[global]\n${own.join('\n')}\n`]),
  );
  return { ...base, value: { ...base.value, stringData } };
}

const settingsOf = {
  s3: ['s3-key', 's3-key-secret'],
  azure: ['azure-account', 'azure-key'],
  gcs: [],
} as const;
