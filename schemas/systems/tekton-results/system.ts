import type { DatabaseSystem, Derived, Resource } from '../../contract/index.ts';
import { isTrue, isWritten, textOf } from '../../vocabulary/read.ts';
import { externalDatabase } from './externalDatabase.ts';
import { names } from './names.ts';
import { apiConfigMap, apiDeployment, databaseSecret, passwordKey, tlsSecret, userKey, watcherName } from './naming.ts';
import { recipe } from './recipe.ts';
import { defaultNamespace, resultSettings, targetNamespace } from './settings.ts';
import { say } from '../../vocabulary/say.ts';

const group = 'operator.tekton.dev';

export const tektonResults: DatabaseSystem = {
  id: 'tekton-results',
  title: 'Tekton Results',
  installation: 'https://tekton.dev/docs/operator/install/',
  kinds: [
    { group, versions: ['v1alpha1'], kind: 'TektonResult', plural: 'tektonresults', scope: 'Cluster', runs: true },
    { group, versions: ['v1alpha1'], kind: 'TektonConfig', plural: 'tektonconfigs', scope: 'Cluster' },
  ],
  names,
  *derive(resource: Resource): Iterable<Derived> {
    const settings = resultSettings(resource);
    if (settings.kind !== 'map') return;
    const namespace = targetNamespace(resource) ?? defaultNamespace;
    yield* internalDatabase(resource, namespace);
    const because = settings.path;
    yield {
      type: 'ConfigMap',
      name: apiConfigMap,
      namespace,
      keys: ['config'],
      because,
      note: say`variables of the API`,
    };
    yield {
      type: 'Secret',
      name: tlsSecret,
      namespace,
      keys: ['tls.crt', 'tls.key'],
      because,
      note: say`certificate of the API`,
    };
    yield { type: 'Service', name: `${apiDeployment}-service`, namespace, because, note: say`API, port 8080` };
    yield { type: 'Service', name: watcherName, namespace, because, note: say`metrics of the watcher` };
    for (const [name, node] of settings.at('options', 'configMaps').entries()) {
      if (name === '' || name === apiConfigMap || isTrue(settings.at('options', 'disabled'))) continue;
      const keys = node
        .at('data')
        .entries()
        .map(([key]) => key);
      yield { type: 'ConfigMap', name, namespace, keys, because: node.path };
    }
  },
  recipe,
  externalDatabase,
};

/**
 * What comes with the internal database: nothing of it with `is_external_db`, no Secret with `db_secret_name`.
 * https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/tektonresult.go#L182
 */
function* internalDatabase(resource: Resource, namespace: string): Iterable<Derived> {
  const settings = resultSettings(resource);
  const external = settings.at('is_external_db');
  if (isTrue(external)) return;
  const because = isWritten(external) ? external.path : settings.path;
  if (!textOf(settings.at('db_secret_name'))) {
    const keys = [userKey, passwordKey];
    yield {
      type: 'Secret',
      name: databaseSecret,
      namespace,
      keys,
      because,
      note: say`credentials of the internal database`,
    };
  }
  yield {
    type: 'ConfigMap',
    name: 'tekton-results-postgres',
    namespace,
    keys: ['POSTGRES_DB'],
    because,
    note: say`name of the internal database`,
  };
  yield {
    type: 'Service',
    name: 'tekton-results-postgres-service',
    namespace,
    because,
    note: say`internal database, port 5432`,
  };
  yield {
    type: 'Volume',
    name: 'postgredb-tekton-results-postgres-0',
    namespace,
    because,
    note: say`internal database, 1 Gi`,
  };
  yield {
    type: 'Pod',
    name: 'tekton-results-postgres-0',
    namespace,
    because,
    note: say`internal database, container postgres`,
  };
}
