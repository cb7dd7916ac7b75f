import type {
  DatabaseAccess,
  ManifestNode,
  Need,
  ObjectName,
  OperatorPlace,
  PodSelector,
  ReadRecipe,
  TlsAccess,
} from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { secrets } from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { actionsOf } from './actions.ts';
import { cleanUpOf } from './cleanUpOf.ts';
import { clusterLabels } from './clusterLabels.ts';
import type { ClusterLabels } from './clusterLabels.ts';
import { companionsOf, knownLines, logFiles, lookups, scheduledOf } from './lookups.ts';
import { databasesOf, loginsOf } from './logins.ts';
import type { LoginSource } from './logins.ts';
import { defaultNames, isStandby } from './naming.ts';
import { configurationOf, namesOf } from './operatorSettings.ts';
import { postgresContainer } from './pods.ts';
import { guardedFields, healthOf } from './state.ts';

/** Sources are paths in zalando/postgres-operator v2.0.1. */
export const recipe: ReadRecipe = (resource, configuration) => {
  const { identity, root } = resource;
  if (identity.kind !== 'postgresql' || isFilledInLater(identity.name)) return undefined;
  const spec = root.at('spec');
  const settings = configuration && configurationOf(configuration);
  const names = settings ? namesOf(settings) : defaultNames;
  const labels = clusterLabels(identity.name, settings);
  const source = { spec, cluster: identity.name, names, labels: labels.cluster };
  const access = accessOf(source);
  return {
    members: membersOf(identity.name, labels),
    access,
    actions: actionsOf({ ...source, labels }),
    needs: needsOf(spec, access),
    health: healthOf(resource),
    guarded: guardedFields,
    operator,
    cleanUp: cleanUpOf(spec, names, labels),
    companions: companionsOf(labels),
    logFiles,
    lookups,
    scheduled: scheduledOf({ ...source, labels }),
    knownLines,
  };
};

/** As configured, then as without a configuration. The leader of a standby cluster is a `master` too. pkg/cluster/types.go */
function membersOf(name: string, labels: ClusterLabels): readonly PodSelector[] {
  const selector = ({ cluster, role }: ClusterLabels): PodSelector => ({
    labels: cluster,
    role: { label: role, primary: ['master'], replica: ['replica'] },
  });
  const [configured, usual] = [selector(labels), selector(clusterLabels(name))];
  return JSON.stringify(configured) === JSON.stringify(usual) ? [usual] : [configured, usual];
}

/** Spilo listens on 5432 and refuses clients from other hosts that do not encrypt. */
function accessOf(source: LoginSource): DatabaseAccess {
  return {
    engine: 'postgresql',
    container: postgresContainer,
    port: 5432,
    ...(isStandby(source.spec) ? { readOnly: true } : {}),
    logins: loginsOf(source),
    databases: databasesOf(source),
    tls: tlsOf(source.spec.at('tls')),
    readOnlySessions: 'kept',
    localClient: ['psql', '-U', source.names.superUser],
  };
}

/** Without `tls` the certificate is one that the pod signs itself. pkg/cluster/k8sres.go (generateTlsMounts) */
function tlsOf(tls: ManifestNode): TlsAccess {
  const secret = knownName(tls.at('secretName'));
  if (secret === undefined) return { mode: 'require' };
  const file = textOf(tls.at('caFile'))?.split('/').at(-1);
  const name = (file && knownName(tls.at('caSecretName'))) || secret;
  return { mode: 'require', authority: { kind: 'Secret', name, key: file || 'ca.crt', mode: 'verify-ca' } };
}

function needsOf(spec: ManifestNode, access: DatabaseAccess): readonly Need[] {
  const credentials = access.logins.flatMap(({ role, secret }): Need[] => {
    if (!secret) return [];
    const { name, namespace } = secret;
    return [
      {
        object: secretNamed(name, namespace),
        keys: ['username', 'password'],
        purpose: say`credentials of ${role}`,
        remedy: say`The operator makes it once the cluster is applied: if it stays away, read the log of the operator.`,
      },
    ];
  });
  return [...credentials, ...certificateNeeds(spec.at('tls'))];
}

/** Files with a path of their own are somewhere else in the container. */
function certificateNeeds(tls: ManifestNode): readonly Need[] {
  const secret = knownName(tls.at('secretName'));
  if (secret === undefined) return [];
  const keyOf = (field: string, usual: string) => textOf(tls.at(field)) || usual;
  const isKey = (file: string) => !file.includes('/');
  const authorityFile = textOf(tls.at('caFile')) ?? '';
  const authoritySecret = knownName(tls.at('caSecretName'));
  const own = [keyOf('certificateFile', 'tls.crt'), keyOf('privateKeyFile', 'tls.key')].filter(isKey);
  const authority = authorityFile !== '' && isKey(authorityFile) ? [authorityFile] : [];
  const remedy = say`Make the Secret with these keys, for example with cert-manager: the pods do not start without it.`;
  return [
    {
      object: secretNamed(secret),
      keys: authoritySecret === undefined ? [...own, ...authority] : own,
      purpose: say`certificate of the servers`,
      remedy,
    },
    ...(authoritySecret !== undefined && authorityFile !== ''
      ? [{ object: secretNamed(authoritySecret), keys: authority, purpose: say`certificate of the authority`, remedy }]
      : []),
  ];
}

function secretNamed(name: string, namespace?: string): ObjectName {
  return { ...secrets, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Labels of the charts, then of the manifests. charts/, manifests/, ui/manifests/ */
const operator: OperatorPlace = {
  pods: [{ 'app.kubernetes.io/name': 'postgres-operator' }, { name: 'postgres-operator' }],
  container: 'postgres-operator',
  ui: {
    title: 'Postgres Operator UI',
    pods: [{ 'app.kubernetes.io/name': 'postgres-operator-ui' }, { name: 'postgres-operator-ui' }],
    port: 8081,
  },
};
