import type { Edit, Fix, ManifestNode, ManifestValue, RuleContext, Said } from '../../contract/index.ts';
import { isHidden, isTrue, isWritten, mayHoldOthers, textOf } from '../../vocabulary/read.ts';
import { mergeEdits } from './mergeEdits.ts';
import { cleanPath, fileOf, folderOf, locate } from './mounts.ts';
import type { PathPlace } from './mounts.ts';
import { agentDeployment, apiConfigMap, apiDeployment, baseDeployments } from './naming.ts';
import type { BaseWorkload } from './naming.ts';
import { findWithKey, resultSettings } from './settings.ts';
import { filesOf, volumeSources } from './volumes.ts';
import { activeOptions, mainContainer, namedItems, podSpecOf } from './workloads.ts';

type Context = Pick<RuleContext, 'resource' | 'workspace'>;

/** Modes with which API and retention agent end at once if no CA is named. tektoncd/results v0.20.0 cmd/api/main.go#L147 */
export const verifyingModes: readonly string[] = ['require', 'verify-ca', 'verify-full'];

/** Where the CA is put when nothing says otherwise; the operator's manual uses the same. */
export const usualPath = '/etc/tls/db/ca.crt';

/** ConfigMap that a fix names if the workspace has none with the certificate. */
const usualConfigMap = 'db-root-crt';

/** The two workloads that open the database and so the CA. */
export interface DatabaseClient {
  readonly deployment: string;
  readonly base: BaseWorkload;
  /** Entry of `options.deployments`; may be missing. */
  readonly options: ManifestNode;
  readonly podSpec: ManifestNode;
}

export function databaseClients({ resource }: Pick<Context, 'resource'>): DatabaseClient[] {
  return [apiDeployment, agentDeployment].flatMap((deployment) => {
    const base = baseDeployments[deployment];
    const options = activeOptions(resource).at('deployments', deployment);
    return base ? [{ deployment, base, options, podSpec: podSpecOf(options) }] : [];
  });
}

/** Whether a client sets, or may set, a variable of its environment by itself, which wins over the fields. transform.go#L140 */
export function setsVariable(
  { resource }: Pick<Context, 'resource'>,
  { podSpec, base }: DatabaseClient,
  name: string,
): boolean {
  const container = mainContainer(podSpec, base.container);
  const config = activeOptions(resource).at('configMaps', apiConfigMap, 'data', 'config');
  if (isWritten(config) || isHidden(config)) return true;
  if (container.kind === 'missing') return mayHoldOthers(podSpec.at('containers'), 'name');
  const env = container.at('env');
  return mayHoldOthers(env, 'name') || namedItems(env).some((variable) => variable.name === name);
}

/** Whether the file is, or may be, where the path says. */
export function isMounted(place: PathPlace): boolean {
  return place.where === 'unknown' || (place.where === 'mount' && (place.files?.includes(place.rest) ?? true));
}

/**
 * Sets the path (where it is not set yet, or points into a folder of the operator's own) and mounts a volume with the
 * certificate in both Deployments, merged into what is there. `undefined`: options are switched off.
 */
export function wireCertificate(context: Context, title: Said): Fix | undefined {
  const settings = resultSettings(context.resource);
  if (isTrue(settings.at('options', 'disabled'))) return undefined;
  const written = textOf(settings.at('db_sslrootcert'));
  const path = usablePath(written ?? mountedCertificates(context, fileOf(usualPath))[0] ?? usualPath);
  const source = certificateSource(context, path);
  const deployments: Record<string, ManifestValue> = {};
  for (const client of databaseClients(context)) {
    if (isMounted(locate(context, path, client.base, client.podSpec))) continue;
    deployments[client.deployment] = { spec: { template: { spec: podOptions(context, client, path, source) } } };
  }
  const edits: Edit[] = [
    ...(path === written ? [] : [{ do: 'set', node: settings.at('db_sslrootcert'), value: path } as const]),
    ...(Object.keys(deployments).length > 0 ? mergeEdits(settings.at('options'), { deployments }) : []),
  ];
  return edits.length > 0 ? { title, edits, safe: false } : undefined;
}

/**
 * Paths in container `api` at which the options mount something that looks like a certificate. `guess`: name of the file
 * in a ConfigMap or Secret whose keys are not known.
 */
export function mountedCertificates(context: Context, guess?: string): string[] {
  const api = databaseClients(context)[0];
  if (!api) return [];
  const volumes = new Map(namedItems(api.podSpec.at('volumes')).map(({ name, item }) => [name, item]));
  return namedItems(mainContainer(api.podSpec, api.base.container).at('volumeMounts')).flatMap(({ name, item }) => {
    const volume = volumes.get(name);
    const folder = textOf(item.at('mountPath'));
    if (!volume || folder === undefined || isWritten(item.at('subPath'))) return [];
    const known = filesOf(context, volume)?.filter((file) => /\.(crt|pem|cer)$/.test(file));
    const files = known ?? (guess !== undefined && soundsLikeCertificate(volume) ? [guess] : []);
    return files.map((file) => `${cleanPath(folder)}/${file}`);
  });
}

function soundsLikeCertificate(volume: ManifestNode): boolean {
  const names = volumeSources(volume).map((source) => source.name);
  return (
    names.length > 0 &&
    /\b(ca|cas|roots?|certs?|crt|tls|ssl|pem)\b/i.test([...names, textOf(volume.at('name'))].join(' '))
  );
}

/** A mount over a folder of the operator's own would hide its files. */
function usablePath(path: string): string {
  const clean = cleanPath(path);
  const folder = folderOf(clean);
  const taken = Object.values(baseDeployments).some((base) => base.mounts.some((mount) => mount.path === folder));
  return taken || folder === '/' || !clean.startsWith('/')
    ? `${folderOf(usualPath)}/${fileOf(clean) || fileOf(usualPath)}`
    : clean;
}

function podOptions(context: Context, client: DatabaseClient, path: string, source: ManifestValue): ManifestValue {
  const present = namedItems(client.podSpec.at('volumes'));
  const holding = present.find(({ item }) => filesOf(context, item)?.includes(fileOf(path)));
  const name =
    holding?.name ??
    freeName(
      'db-ca',
      present.map((volume) => volume.name),
    );
  return {
    containers: [{ name: client.base.container, volumeMounts: [{ name, mountPath: folderOf(path), readOnly: true }] }],
    ...(holding ? {} : { volumes: [Object.assign({ name }, source)] }),
  };
}

/** The volume of a client that has the certificate already, else a ConfigMap or Secret of the workspace with such a key. */
function certificateSource(context: Context, path: string): ManifestValue {
  const file = fileOf(path);
  for (const client of databaseClients(context)) {
    const place = locate(context, path, client.base, client.podSpec);
    const value = place.where === 'mount' && isMounted(place) ? place.volume?.value : undefined;
    if (isPlainMap(value)) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'name'));
  }
  for (const kind of ['ConfigMap', 'Secret'] as const) {
    const name = findWithKey(context, kind, file)[0]?.resource.identity.name;
    if (name) return kind === 'Secret' ? { secret: { secretName: name } } : { configMap: { name } };
  }
  return { configMap: { name: usualConfigMap } };
}

function isPlainMap(value: unknown): value is Record<string, ManifestValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1)
    if (!taken.includes(`${wanted}-${String(number)}`)) return `${wanted}-${String(number)}`;
}
