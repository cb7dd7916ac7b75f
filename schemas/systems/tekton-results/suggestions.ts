import type { ManifestNode, Said, SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { mountedCertificates, usualPath } from './certificate.ts';
import { secretsWithCredentials } from './databaseSecret.ts';
import { baseDeployments, baseStatefulSets, databaseSecret, passwordKey, userKey } from './naming.ts';
import { findNearby, inTargetNamespace, keysOf, resultSettings, targetNamespace } from './settings.ts';
import { namedItems } from './workloads.ts';
import { joined, say } from '../../vocabulary/say.ts';

/** What the schemas of this pack refer to with `x-suggest`. */
export const suggest: NonNullable<Vocabulary['suggest']> = {
  'tekton-ca-path': caPaths,
  'tekton-database-host': databaseHosts,
  'tekton-database-secret': databaseSecrets,
  'tekton-database-secret-key': databaseSecretKeys,
  'tekton-volume-claim': volumeClaims,
  'tekton-container': containers,
  'tekton-volume': volumes,
  'tekton-log-level': () =>
    words({
      debug: say`everything`,
      info: say`the default`,
      warn: undefined,
      error: undefined,
      fatal: say`only why it ended`,
    }),
  'tekton-logs-type': () =>
    words({
      File: say`on a volume`,
      S3: say`Amazon S3 and alike`,
      GCS: say`Google Cloud Storage`,
      loki: say`read from Loki`,
      blob: say`read from a bucket that a forwarder fills`,
      splunk: say`read from Splunk`,
    }),
  'tekton-route-termination': () =>
    words({
      edge: say`TLS ends at the router, clear text behind it`,
      reencrypt: say`TLS ends at the router, and begins anew behind it`,
      passthrough: say`TLS ends at the API`,
    }),
  'tekton-failure-policy': () => words({ Fail: say`refused`, Ignore: say`let through unchecked` }),
  'tekton-side-effects': () =>
    words({ None: say`changes nothing else`, NoneOnDryRun: say`not on dry runs`, Some: say`may`, Unknown: say`may` }),
  'tekton-profile': () =>
    words({
      all: say`Pipelines, Triggers, Chains, Results and the Dashboard`,
      basic: say`Pipelines, Triggers, Chains and Results`,
      lite: say`Pipelines alone, no Results`,
    }),
  'tekton-api-fields': () => words({ stable: undefined, beta: undefined, alpha: undefined }),
  'tekton-pruner-level': () =>
    words({ namespace: say`namespaces may have their own limits`, global: say`one for all` }),
  'tekton-cluster-role': () => words({ Hub: say`hands runs to others`, Spoke: say`gets runs from the hub` }),
  'tekton-pruned-resource': () => words({ pipelinerun: undefined, taskrun: undefined }),
};

function words(details: Readonly<Record<string, Said | undefined>>): Suggestion[] {
  return Object.entries(details).map(([value, detail]) => (detail === undefined ? { value } : { value, detail }));
}

/** Files that are mounted already, else the usual place. */
function caPaths(context: SuggestContext): Suggestion[] {
  const mounted = mountedCertificates(context).map((value) => ({ value, detail: say`mounted in container api` }));
  return mounted.length > 0
    ? mounted
    : [{ value: usualPath, detail: say`usual place; has to be mounted under options` }];
}

/** Databases of other namespaces; those of its own are offered as the names that they are. */
function databaseHosts({ resource, workspace }: SuggestContext): Suggestion[] {
  const own = targetNamespace(resource) ?? '';
  return workspace
    .databaseServices()
    .filter(({ namespace }) => namespace !== '' && namespace !== own)
    .map(({ name, namespace, note }) => ({ value: `${name}.${namespace}.svc`, ...(note ? { detail: note } : {}) }));
}

function databaseSecrets(context: SuggestContext): Suggestion[] {
  const names = secretsWithCredentials(context).map(({ resource }) => resource.identity.name);
  const here = names.map((value) => ({ value, detail: say`has ${userKey} and ${passwordKey}` }));
  return names.includes(databaseSecret)
    ? here
    : [...here, { value: databaseSecret, detail: say`what it is without this field` }];
}

function databaseSecretKeys(context: SuggestContext): Suggestion[] {
  const name = textOf(resultSettings(context.resource).at('db_secret_name'));
  const keys = name ? findNearby(context, 'Secret', name).flatMap(({ resource }) => keysOf(resource) ?? []) : [];
  if (keys.length > 0) return keys.map((value) => ({ value, detail: say`key of Secret ${name ?? ''}` }));
  const field = context.node.path.at(-1);
  return [{ value: field === 'db_secret_user_key' ? userKey : passwordKey, detail: say`the usual key` }];
}

function volumeClaims(context: SuggestContext): Suggestion[] {
  return inTargetNamespace(context, 'PersistentVolumeClaim').map(({ resource }) => {
    const modes = textItems(resource.root.at('spec', 'accessModes')).map(([mode]) => mode);
    return { value: resource.identity.name, ...(modes.length > 0 ? { detail: joined(modes, ', ') } : {}) };
  });
}

function containers({ node }: SuggestContext): Suggestion[] {
  const [list, name] = workloadAt(node);
  const known = list === 'statefulSets' ? baseStatefulSets : baseDeployments;
  const base = name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined;
  return base ? [{ value: base.container, detail: base.title }] : [];
}

/** Volumes of the pod that the options write, then the operator's own. */
function volumes({ node, resource }: SuggestContext): Suggestion[] {
  const [list, name, podSpec] = workloadAt(node, resource.root);
  const written = podSpec ? namedItems(podSpec.at('volumes')) : [];
  const known = list === 'statefulSets' ? baseStatefulSets : baseDeployments;
  const base = name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined;
  return [
    ...written.map((volume) => ({ value: volume.name, detail: sourceOf(volume.item) })),
    ...(base?.mounts ?? []).map(({ volume, path }) => ({ value: volume, detail: say`the operator's own, at ${path}` })),
  ];
}

function sourceOf(volume: ManifestNode): Said {
  const kinds = volume.entries().filter(([key, node]) => key !== 'name' && isWritten(node));
  return kinds.length === 0
    ? say`volume`
    : joined(
        kinds.map(([key]) => key),
        ', ',
      );
}

/** Which workload of the options a node stands in, from its path. */
function workloadAt(
  node: ManifestNode,
  root?: ManifestNode,
): [list: string | undefined, name: string | undefined, podSpec?: ManifestNode] {
  const at = node.path.lastIndexOf('options');
  if (at < 0) return [undefined, undefined];
  const [list, name] = [node.path[at + 1], node.path[at + 2]].map((part) =>
    typeof part === 'string' ? part : undefined,
  );
  return root ? [list, name, root.at(...node.path.slice(0, at + 3), 'spec', 'template', 'spec')] : [list, name];
}
