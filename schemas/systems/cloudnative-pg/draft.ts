import type { Draft, ManifestNode, ManifestValue, WantedResource } from '../../contract/index.ts';
import { header, pullSecretDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { application, barmanGroup, clusterType, group, managedRoles } from './naming.ts';
import { newestImage, poolerImage } from './postgresVersions.ts';

/** What a fix writes for a resource that one of this pack's refers to and that stands nowhere. */
export function draft(wanted: WantedResource): Draft | undefined {
  if (![group, barmanGroup].includes(wanted.by.identity.apiVersion.split('/', 1)[0] ?? '')) return undefined;
  switch (wanted.type) {
    case 'Secret':
      return secret(wanted);
    case 'ConfigMap':
      return withTexts(wanted, 'ConfigMap');
    case clusterType:
      return cluster(wanted);
    case `ObjectStore.${barmanGroup}`:
      return objectStore(wanted);
    case `ImageCatalog.${group}`:
    case `ClusterImageCatalog.${group}`:
      return catalog(wanted);
    default:
      return undefined;
  }
}

function secret(wanted: WantedResource): Draft | undefined {
  const { by, name } = wanted;
  const spec = by.root.at('spec');
  if (spec.at('imagePullSecrets').items().some(isNamed(name))) return pullSecretDraft(wanted);
  const user = userOf(wanted);
  if (user !== undefined) return login(wanted, user);
  const keys = certificateKeys(wanted);
  if (keys.length === 0) return withTexts(wanted, 'Secret');
  return reloaded(secretDraft(wanted, keys, keys.includes('tls.crt') ? 'kubernetes.io/tls' : 'Opaque'));
}

/** The role whose password the Secret holds; empty: not known. */
function userOf({ by, name }: WantedResource): string | undefined {
  const spec = by.root.at('spec');
  const isMeant = isNamed(name);
  if (isMeant(spec.at('superuserSecret'))) return 'postgres';
  const app = application(by);
  if (app?.secret.value === name) return app.owner;
  const roles = by.identity.kind === 'DatabaseRole' ? [spec] : managedRoles(spec);
  const role = roles.find((each) => isMeant(each.at('passwordSecret')));
  if (role) return textOf(role.at('name')) ?? '';
  return isMeant(spec.at('pgbouncer', 'authQuerySecret')) ? '' : undefined;
}

function login(wanted: WantedResource, user: string): Draft {
  const draft = secretDraft(wanted, ['username', 'password'], 'kubernetes.io/basic-auth');
  const stringData = { username: user || 'change-me', password: 'change-me' };
  return reloaded({ ...draft, value: { ...draft.value, stringData } });
}

/** Files of certificates that fields ask for: an authority comes with its key where the operator is to sign with it. */
function certificateKeys({ by, name }: WantedResource): string[] {
  const spec = by.root.at('spec');
  const certificates = spec.at('certificates');
  const pgBouncer = spec.at('pgbouncer');
  const pair = ['tls.crt', 'tls.key'];
  const authority = (signed: ManifestNode) => (isWritten(signed) ? ['ca.crt'] : ['ca.crt', 'ca.key']);
  const asked: readonly (readonly [ManifestNode, readonly string[]])[] = [
    [certificates.at('serverCASecret'), authority(certificates.at('serverTLSSecret'))],
    [certificates.at('serverTLSSecret'), pair],
    [certificates.at('clientCASecret'), authority(certificates.at('replicationTLSSecret'))],
    [certificates.at('replicationTLSSecret'), pair],
    [pgBouncer.at('serverTLSSecret', 'name'), pair],
    [pgBouncer.at('clientTLSSecret', 'name'), pair],
    [pgBouncer.at('serverCASecret', 'name'), ['ca.crt']],
    [pgBouncer.at('clientCASecret', 'name'), ['ca.crt']],
  ];
  return [...new Set(asked.flatMap(([node, keys]) => (node.value === name ? keys : [])))];
}

const queries = `database_size:
  query: SELECT datname, pg_database_size(datname) AS bytes FROM pg_database
  metrics:
    - datname:
        usage: LABEL
        description: Name of the database
    - bytes:
        usage: GAUGE
        description: Size on disk
`;

/** Queries of the exporter and SQL for a new cluster, as far as anything asks for them. */
function withTexts(wanted: WantedResource, kind: 'Secret' | 'ConfigMap'): Draft | undefined {
  const spec = wanted.by.root.at('spec');
  const isMeant = isNamed(wanted.name);
  const monitoring = spec.at('monitoring', `customQueries${kind}`);
  const list = kind === 'Secret' ? 'secretRefs' : 'configMapRefs';
  const sql = ['postInitSQLRefs', 'postInitApplicationSQLRefs', 'postInitTemplateSQLRefs'].map((field) =>
    spec.at('bootstrap', 'initdb', field, list),
  );
  const texts = new Map<string, string>();
  const add = (items: readonly ManifestNode[], text: string) => {
    for (const item of items.filter(isMeant)) {
      const key = textOf(item.at('key'));
      if (key) texts.set(key, text);
    }
  };
  for (const each of sql) add(each.items(), '-- change-me\n');
  add(monitoring.items(), queries);
  if (texts.size === 0) return undefined;
  const others = wanted.keys.filter((key) => !texts.has(key)).map((key) => [key, 'change-me'] as const);
  const field = kind === 'Secret' ? 'stringData' : 'data';
  const value = { ...header(kind, wanted), [field]: Object.fromEntries([...texts, ...others]) };
  return reloaded({ value, comment: say`Fill in before it is applied.` });
}

/** With the label a change is taken over at once. https://cloudnative-pg.io/docs/1.30/labels_annotations/#predefined-labels */
function reloaded(draft: Draft): Draft {
  const metadata = draft.value.metadata as { readonly [key: string]: ManifestValue };
  return { ...draft, value: { ...draft.value, metadata: { ...metadata, labels: { 'cnpg.io/reload': 'true' } } } };
}

function cluster(wanted: WantedResource): Draft {
  return {
    value: own('Cluster', wanted, { instances: 3, storage: { size: '10Gi' } }),
    comment: say`Volumes grow later, and never shrink.`,
  };
}

function objectStore(wanted: WantedResource): Draft {
  const login = `${wanted.name}-login`;
  const configuration = {
    destinationPath: 's3://change-me/',
    s3Credentials: {
      accessKeyId: { name: login, key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: login, key: 'ACCESS_SECRET_KEY' },
    },
    wal: { compression: 'gzip' },
  };
  return {
    value: { ...own('ObjectStore', wanted, { configuration }), apiVersion: `${barmanGroup}/v1` },
    comment: say`Fill in the bucket before it is applied.`,
  };
}

/** With the image that the reference asks for. */
function catalog(wanted: WantedResource): Draft | undefined {
  const { by, type } = wanted;
  const spec = by.root.at('spec');
  const major = numberOf(spec.at('imageCatalogRef', 'major'));
  const image = newestImage(major);
  const key = textOf(spec.at('pgbouncer', 'imageCatalogRef', 'key'));
  if (!image) return undefined;
  const component = key ? { componentImages: [{ key, image: poolerImage }] } : {};
  const kind = type.slice(0, type.indexOf('.'));
  return { value: own(kind, wanted, { images: [{ major: image.major, image: image.name }], ...component }) };
}

function own(kind: string, wanted: WantedResource, spec: ManifestValue): { readonly [key: string]: ManifestValue } {
  return { ...header(kind, wanted), apiVersion: `${group}/v1`, spec };
}

function isNamed(name: string): (reference: ManifestNode) => boolean {
  return (reference) => reference.at('name').value === name;
}
