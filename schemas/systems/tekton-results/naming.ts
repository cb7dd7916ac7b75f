import type { Said } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';
/** Names of what the operator installs for Tekton Results. tektoncd/results v0.20.0 config/base, config/components/local-db */

/** pkg/reconciler/kubernetes/tektonresult/tektonresult.go (DefaultDbSecretName, TlsSecretName) */
export const databaseSecret = 'tekton-results-postgres';
export const tlsSecret = 'tekton-results-tls';
export const apiConfigMap = 'tekton-results-api-config';

/** Keys of the Secret with the credentials of the database. transform.go#L83-L92 */
export const userKey = 'POSTGRES_USER';
export const passwordKey = 'POSTGRES_PASSWORD';

export const apiDeployment = 'tekton-results-api';
export const agentDeployment = 'tekton-results-retention-policy-agent';
export const watcherName = 'tekton-results-watcher';
export const databaseStatefulSet = 'tekton-results-postgres';

/** Host of the internal database in a namespace. transform.go#L235 */
export function internalHost(namespace: string): string {
  return `tekton-results-postgres-service.${namespace}.svc.cluster.local`;
}

/** A host name that leads to the internal database, long or short. */
export function isInternalHost(host: string): boolean {
  return host === 'tekton-results-postgres-service' || host.startsWith('tekton-results-postgres-service.');
}

/** What a workload of the operator brings along: options are merged into it by these names. */
export interface BaseWorkload {
  readonly container: string;
  /** Mounts of that container: path and, where known, the files in it. */
  readonly mounts: readonly BaseMount[];
  /** Volumes that are there under some settings or on OpenShift only. */
  readonly otherVolumes: readonly string[];
  /** For people. */
  readonly title: Said;
}

export interface BaseMount {
  readonly volume: string;
  readonly path: string;
  readonly files: readonly string[];
}

const configMount: BaseMount = { volume: 'config', path: '/etc/tekton/results', files: ['config'] };
const tlsMount: BaseMount = { volume: 'tls', path: '/etc/tls', files: ['tls.crt', 'tls.key', 'ca.crt'] };
/** pkg/reconciler/common/certificates.go, pkg/reconciler/openshift/common/cabundle.go */
const bundles = [
  'config-trusted-cabundle-volume',
  'config-service-cabundle-volume',
  'config-trusted-system-cabundle-volume',
];

export const baseDeployments: Readonly<Record<string, BaseWorkload>> = {
  [apiDeployment]: {
    container: 'api',
    mounts: [configMount, tlsMount],
    otherVolumes: ['tekton-logs', 'google-creds', 'bound-sa-token', ...bundles],
    title: say`gRPC and REST API, which talks to the database`,
  },
  [watcherName]: {
    container: 'watcher',
    mounts: [tlsMount],
    otherVolumes: bundles,
    title: say`controller that sends runs to the API`,
  },
  [agentDeployment]: {
    container: 'retention-policy-agent',
    mounts: [configMount, tlsMount],
    otherVolumes: bundles,
    title: say`agent that deletes old results from the database`,
  },
};

export const baseStatefulSets: Readonly<Record<string, BaseWorkload>> = {
  [databaseStatefulSet]: {
    container: 'postgres',
    mounts: [],
    otherVolumes: ['postgredb', 'tmp', 'postgresql-conf', 'postgresql-tmp', 'postgres-upgrade-scripts', ...bundles],
    title: say`internal database`,
  },
  [watcherName]: {
    container: 'watcher',
    mounts: [tlsMount],
    otherVolumes: bundles,
    title: say`controller, with \`performance.statefulset-ordinals\``,
  },
};
