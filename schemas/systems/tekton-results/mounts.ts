import type { ManifestNode, RuleContext } from '../../contract/index.ts';
import { isHidden, isWritten, mayHoldOthers, textOf } from '../../vocabulary/read.ts';
import type { BaseWorkload } from './naming.ts';
import { filesOf } from './volumes.ts';
import { mainContainer, namedItems } from './workloads.ts';

/** Where a path inside a container of the operator leads. */
export type PathPlace =
  /** Below no mount at all. */
  | { readonly where: 'nowhere' }
  /** In the image, or in something about which the manifest says nothing. */
  | { readonly where: 'unknown' }
  | {
      readonly where: 'mount';
      readonly mountPath: string;
      /** The volume as the options write it; absent: the operator's own. */
      readonly volume?: ManifestNode;
      /** Path below the mount; empty: the mount itself, a folder. */
      readonly rest: string;
      /** Files of the volume; `undefined`: not known. */
      readonly files: readonly string[] | undefined;
    };

interface Mount {
  readonly path: string;
  readonly volumeName: string;
  readonly subPath: ManifestNode | undefined;
}

/** Bundles of certificates that images bring, by the distribution they are made of. Nothing else below these folders is theirs. */
const imageBundles: ReadonlySet<string> = new Set([
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/ssl/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/tls/cert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/usr/share/pki/ca-trust-legacy/ca-bundle.legacy.default.crt',
]);

/** Folders that the operator, Kubernetes or a cloud mounts, with files that no manifest names. */
const platformFolders = [
  '/tekton-custom-certs/',
  ...['/var/run/secrets/', '/run/secrets/'].flatMap((folder) => [
    `${folder}kubernetes.io/serviceaccount/`,
    `${folder}eks.amazonaws.com/`,
  ]),
];

export function locate(
  context: Pick<RuleContext, 'resource' | 'workspace'>,
  path: string,
  base: BaseWorkload,
  podSpec: ManifestNode,
): PathPlace {
  const clean = cleanPath(path);
  if (imageBundles.has(clean) || platformFolders.some((folder) => clean.startsWith(folder)))
    return { where: 'unknown' };
  const container = mainContainer(podSpec, base.container);
  if (container.kind === 'missing' && mayHoldOthers(podSpec.at('containers'), 'name')) return { where: 'unknown' };
  const written = container.at('volumeMounts');
  const mounts = effectiveMounts(written, base);
  const mount = longest(mounts.filter((candidate) => isBelow(clean, candidate.path)));
  const isWrittenHere = mount !== undefined && namedItems(written).some(({ name }) => name === mount.volumeName);
  // A mount that a placeholder hides may be nearer than one of the operator's own.
  if (!isWrittenHere && !isReadable(written)) return { where: 'unknown' };
  if (!mount) return { where: 'nowhere' };
  return inMount(context, clean, mount, base, podSpec);
}

/** Without doubled or trailing slashes; a relative path stays relative. */
export function cleanPath(path: string): string {
  return path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function inMount(
  context: Pick<RuleContext, 'resource' | 'workspace'>,
  path: string,
  mount: Mount,
  base: BaseWorkload,
  podSpec: ManifestNode,
): PathPlace {
  const rest = path.slice(mount.path.length).replace(/^\//, '');
  const volumes = namedItems(podSpec.at('volumes')).filter(({ name }) => name === mount.volumeName);
  const volume = volumes.at(-1)?.item;
  if (!volume) {
    const own = base.mounts.find((candidate) => candidate.volume === mount.volumeName);
    return own ? { where: 'mount', mountPath: mount.path, rest, files: own.files } : { where: 'unknown' };
  }
  const files = filesOf(context, volume);
  if (mount.subPath === undefined) return { where: 'mount', mountPath: mount.path, volume, rest, files };
  const inside = textOf(mount.subPath);
  if (inside === undefined) return { where: 'unknown' };
  return { where: 'mount', mountPath: mount.path, volume, rest: rest === '' ? inside : `${inside}/${rest}`, files };
}

/** Mounts as the operator merges them: by the name of the volume, the last one wins. */
function effectiveMounts(written: ManifestNode, base: BaseWorkload): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const { volume, path } of base.mounts) mounts.set(volume, { path, volumeName: volume, subPath: undefined });
  for (const { name, item } of namedItems(written)) {
    const path = textOf(item.at('mountPath'));
    const subPath = isWritten(item.at('subPath')) ? item.at('subPath') : undefined;
    if (path !== undefined) mounts.set(name, { path: cleanPath(path), volumeName: name, subPath });
  }
  return [...mounts.values()];
}

/** No placeholder stands where a mount could be. */
function isReadable(written: ManifestNode): boolean {
  if (isHidden(written)) return false;
  return written
    .items()
    .every((item) => textOf(item.at('name')) !== undefined && textOf(item.at('mountPath')) !== undefined);
}

function longest(mounts: readonly Mount[]): Mount | undefined {
  return [...mounts].sort((a, b) => b.path.length - a.path.length)[0];
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
