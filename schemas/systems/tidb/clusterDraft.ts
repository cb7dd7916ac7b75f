import type { Draft, ManifestNode, ManifestValue, WantedResource } from '../../contract/index.ts';
import { header, pullSecretDraft, secretDraft } from '../../vocabulary/drafts.ts';
import { isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { v1ClusterType, v1Group } from './kinds.ts';
import { partsOf } from './parts.ts';

/** What a fix writes for a resource that a cluster of operator v1, its monitor or its initializer refers to. */
export function clusterDraft(wanted: WantedResource): Draft | undefined {
  const { apiVersion, kind } = wanted.by.identity;
  if (apiVersion.split('/', 1)[0] !== v1Group || !kinds.has(kind)) return undefined;
  switch (wanted.type) {
    case 'Secret':
      return secret(wanted);
    case 'ConfigMap':
      return configMap(wanted);
    case v1ClusterType:
      return cluster(wanted);
    default:
      return undefined;
  }
}

const kinds = new Set([
  'TidbCluster',
  'DMCluster',
  'TidbInitializer',
  'TidbMonitor',
  'TidbDashboard',
  'TidbNGMonitoring',
]);

function secret(wanted: WantedResource): Draft | undefined {
  const { by, name } = wanted;
  const spec = by.root.at('spec');
  const sections = [spec, ...partsOf(by).map(({ node }) => node)];
  const pulls = sections.flatMap((section) => section.at('imagePullSecrets').items());
  if (pulls.some((each) => each.at('name').value === name)) return pullSecretDraft(wanted);
  if (textOf(spec.at('passwordSecret')) === name) return passwords(wanted);
  if (sections.some((section) => isCertificate(section, name)) || isOfOperator(wanted)) {
    return secretDraft(wanted, ['tls.crt', 'tls.key', 'ca.crt'], 'kubernetes.io/tls');
  }
  return wanted.keys.length === 0 ? undefined : secretDraft(wanted, wanted.keys);
}

/** Users and their passwords; who stands in the SQL of the initializer is not guessed. */
function passwords(wanted: WantedResource): Draft {
  const draft = secretDraft(wanted, ['root']);
  return {
    ...draft,
    comment: say`Keys are users, values their passwords. Fill in before it is applied; keep real values out of version control.`,
  };
}

function isCertificate(section: ManifestNode, name: string): boolean {
  const named = textItems(section.at('tlsClientSecretNames')).map(([text]) => text);
  return named.includes(name) || textOf(section.at('tlsClientSecretName')) === name;
}

/** Of a name that the operator gives: `shop-pd-cluster-secret`. */
function isOfOperator({ by, name }: WantedResource): boolean {
  return (
    by.identity.name !== '' &&
    name.startsWith(`${by.identity.name}-`) &&
    /-(?:cluster-secret|cluster-client-secret|tidb-server-secret|tidb-client-secret)$/.test(name)
  );
}

const rules = `groups:
  - name: own
    rules:
      - alert: TiKVDown
        expr: up{component="tikv"} == 0
        for: 5m
`;

function configMap(wanted: WantedResource): Draft | undefined {
  const { by, name } = wanted;
  const spec = by.root.at('spec');
  const config = spec.at('prometheus', 'config');
  const texts: Readonly<Record<string, string>> | undefined =
    spec.at('tidb', 'bootstrapSQLConfigMapName').value === name
      ? { 'bootstrap-sql': '-- change-me\n' }
      : spec.at('initSqlConfigMap').value === name
        ? { 'init-sql': '-- change-me\n' }
        : config.at('ruleConfigRef', 'name').value === name
          ? { 'own.rules.yml': rules }
          : undefined;
  if (texts === undefined) return undefined;
  return { value: { ...header('ConfigMap', wanted), data: texts }, comment: say`Fill in before it is applied.` };
}

/** The least that works, of the version that the one who asks has. */
function cluster({ by, name, namespace }: WantedResource): Draft {
  const version = textOf(by.root.at('spec', 'version'));
  const value: Record<string, ManifestValue> = {
    apiVersion: `${v1Group}/v1alpha1`,
    kind: 'TidbCluster',
    metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    spec: {
      version: version && isWritten(by.root.at('spec', 'version')) ? version : 'v8.5.7',
      configUpdateStrategy: 'RollingUpdate',
      pd: { replicas: 3, requests: { storage: '10Gi' } },
      tikv: { replicas: 3, requests: { storage: '100Gi' } },
      tidb: { replicas: 2, service: { type: 'ClusterIP' } },
    },
  };
  return { value, comment: say`Sizes and numbers are a beginning: look at them before it is applied.` };
}
