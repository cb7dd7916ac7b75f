import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { trimEnd } from '../../schemas/vocabulary/trimEnd.ts';
import { ClusterError } from './errors.ts';
import { readSmallFile } from './readSmallFile.ts';

/** A kubeconfig, several files of it merged as kubectl does: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/ */
export interface Kubeconfig {
  /** Changes with the files' places and contents. */
  readonly digest: string;
  /** Empty: none. */
  readonly current: string;
  readonly contexts: ReadonlyMap<string, KubeContext>;
  readonly clusters: ReadonlyMap<string, KubeCluster>;
  readonly users: ReadonlyMap<string, KubeUser>;
}

export interface KubeContext {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

/** Paths are absolute; `…Data` is base64. */
export interface KubeCluster {
  /** Without a slash at its end. */
  readonly server: string;
  readonly caFile?: string;
  readonly caData?: string;
  readonly skipVerify: boolean;
  readonly serverName?: string;
  readonly proxyUrl?: string;
}

export interface KubeUser {
  readonly certFile?: string;
  readonly certData?: string;
  readonly keyFile?: string;
  readonly keyData?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly impersonate: Readonly<Record<string, string | readonly string[]>>;
  readonly plugin?: LoginPlugin;
  /** `auth-provider`: what came before plug-ins; OIDC lives on. */
  readonly provider?: { readonly name: string; readonly config: Readonly<Record<string, string>> };
}

/** `exec` of a user: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export interface LoginPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly installHint?: string;
  readonly provideClusterInfo: boolean;
  /** It reads what a person types. */
  readonly needsTerminal: boolean;
}

/** A reader that looks at the files only where they have changed. `parse` turns YAML into plain data, or throws. */
export function kubeconfigReader(
  files: readonly string[],
  parse: (text: string) => unknown,
): () => Promise<Kubeconfig> {
  let last: { stamp: string; config: Kubeconfig } | undefined;
  return async () => {
    const stamp = (await Promise.all(files.map(stampOf))).join('\n');
    if (last?.stamp === stamp) return last.config;
    const config = await readKubeconfig(files, parse);
    last = { stamp, config };
    return config;
  };
}

async function readKubeconfig(files: readonly string[], parse: (text: string) => unknown): Promise<Kubeconfig> {
  const found = await Promise.all(files.map(async (file) => ({ file, text: await textOf(file) })));
  const there = found.filter((one): one is { file: string; text: string } => one.text !== undefined);
  if (there.length === 0) {
    throw new ClusterError(
      'no-kubeconfig',
      say`There is no kubeconfig: ${joined(files, ', ')} does not exist.`,
      say`Get one from whoever runs the cluster, or name it in the setting dbManifests.kubeconfig.`,
    );
  }
  const digest = createHash('sha256').update(JSON.stringify(there)).digest('hex');
  return { digest, ...merge(there.map(({ file, text }) => readOne(file, text, parse))) };
}

type OneFile = Omit<Kubeconfig, 'digest'>;

/** The first file that has a name wins. */
function merge(configs: readonly OneFile[]): OneFile {
  const backwards = [...configs].reverse();
  return {
    current: configs.find(({ current }) => current !== '')?.current ?? '',
    contexts: new Map(backwards.flatMap(({ contexts }) => [...contexts])),
    clusters: new Map(backwards.flatMap(({ clusters }) => [...clusters])),
    users: new Map(backwards.flatMap(({ users }) => [...users])),
  };
}

function readOne(file: string, text: string, parse: (text: string) => unknown): OneFile {
  const root = mapOf(parseKubeconfig(file, text, parse));
  const folder = dirname(file);
  const named = <T>(key: string, part: string, read: (value: Values) => T | undefined): Map<string, T> => {
    const entries = Array.isArray(root[key]) ? (root[key] as unknown[]) : [];
    return new Map(
      entries.flatMap((entry): [string, T][] => {
        const { name, [part]: value } = mapOf(entry);
        const made = read(mapOf(value));
        return typeof name === 'string' && made !== undefined ? [[name, made]] : [];
      }),
    );
  };
  return {
    current: textAt(root, 'current-context') ?? '',
    contexts: named('contexts', 'context', (value) => ({
      cluster: textAt(value, 'cluster') ?? '',
      user: textAt(value, 'user') ?? '',
      namespace: textAt(value, 'namespace') ?? 'default',
    })),
    clusters: named('clusters', 'cluster', (value) => readCluster(value, folder)),
    users: named('users', 'user', (value) => readUser(value, folder)),
  };
}

function readCluster(value: Values, folder: string): KubeCluster | undefined {
  const server = textAt(value, 'server');
  if (server === undefined) return undefined;
  return defined({
    server: serverUrl(server, value),
    caFile: fileAt(value, 'certificate-authority', folder),
    caData: textAt(value, 'certificate-authority-data'),
    skipVerify: value['insecure-skip-tls-verify'] === true,
    serverName: textAt(value, 'tls-server-name'),
    proxyUrl: textAt(value, 'proxy-url'),
  });
}

/**
 * Without credentials in it, which would be shown; a server without a protocol is taken as kubectl takes it. A protocol is written
 * in small letters: whoever compares it sees `http:` for what it is.
 */
function serverUrl(written: string, cluster: Values): string {
  const wantsTls = ['certificate-authority-data', 'certificate-authority', 'insecure-skip-tls-verify'];
  const protocol = wantsTls.some((key) => cluster[key]) ? 'https' : 'http';
  const full = written.includes('://')
    ? written.replace(/^[a-z]+(?=:)/i, (letters) => letters.toLowerCase())
    : `${protocol}://${written}`;
  return trimEnd(full.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1'), '/');
}

function readUser(value: Values, folder: string): KubeUser {
  const provider = mapOf(value['auth-provider']);
  return defined({
    certFile: fileAt(value, 'client-certificate', folder),
    certData: textAt(value, 'client-certificate-data'),
    keyFile: fileAt(value, 'client-key', folder),
    keyData: textAt(value, 'client-key-data'),
    token: textAt(value, 'token'),
    tokenFile: fileAt(value, 'tokenFile', folder),
    username: textAt(value, 'username'),
    password: textAt(value, 'password'),
    impersonate: readImpersonation(value),
    plugin: value['exec'] ? readPlugin(mapOf(value['exec']), folder) : undefined,
    provider:
      typeof provider['name'] === 'string'
        ? { name: provider['name'], config: textsIn(provider['config']) }
        : undefined,
  });
}

function readImpersonation(value: Values): Record<string, string | readonly string[]> {
  const extra = Object.entries(mapOf(value['as-user-extra']));
  return defined({
    'Impersonate-User': textAt(value, 'as'),
    'Impersonate-Uid': textAt(value, 'as-uid'),
    ...(value['as-groups'] ? { 'Impersonate-Group': textsOf(value['as-groups']) } : {}),
    ...Object.fromEntries(extra.map(([key, texts]) => [`Impersonate-Extra-${key}`, textsOf(texts)])),
  });
}

function readPlugin(value: Values, folder: string): LoginPlugin {
  const command = textAt(value, 'command') ?? '';
  const variables = Array.isArray(value['env']) ? (value['env'] as unknown[]).map(mapOf) : [];
  return defined({
    apiVersion: textAt(value, 'apiVersion') ?? 'client.authentication.k8s.io/v1',
    // A bare name is looked up in the PATH; a path counts from the kubeconfig.
    command: /[\\/]/.test(command) ? resolve(folder, command) : command,
    args: textsOf(value['args']),
    environment: Object.fromEntries(variables.map((one) => [textAt(one, 'name') ?? '', textAt(one, 'value') ?? ''])),
    installHint: textAt(value, 'installHint'),
    provideClusterInfo: value['provideClusterInfo'] === true,
    needsTerminal: value['interactiveMode'] === 'Always',
  });
}

type Values = Record<string, unknown>;

function mapOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

/** Scalars only: a few anchors of YAML can stand for more than fits into memory. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isScalar).map(String) : [];
}

function textsIn(value: unknown): Record<string, string> {
  const entries = Object.entries(mapOf(value)).filter(([, each]) => isScalar(each));
  return Object.fromEntries(entries.map(([key, each]) => [key, String(each)]));
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Empty is absent, as in Go. */
function textAt(value: Values, key: string): string | undefined {
  const text = value[key];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function fileAt(value: Values, key: string, folder: string): string | undefined {
  const file = textAt(value, key);
  return file === undefined || isAbsolute(file) ? file : resolve(folder, file);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}

/** The parser's own message would quote the line, and that may be a key or a token. */
function parseKubeconfig(file: string, text: string, parse: (text: string) => unknown): unknown {
  if (text.trim() === '') return undefined;
  try {
    return parse(text);
  } catch (error) {
    const { reason, mark } = error as { reason?: unknown; mark?: { line?: unknown } };
    const message =
      typeof reason !== 'string'
        ? say`${file} is not a kubeconfig.`
        : typeof mark?.line === 'number'
          ? say`${file} is not a kubeconfig: ${reason} at line ${mark.line + 1}.`
          : say`${file} is not a kubeconfig: ${reason}.`;
    throw new ClusterError('bad-kubeconfig', message, say`Correct or replace the file.`);
  }
}

/** The text of a file that a kubeconfig names: a token, a certificate. Fails with `bad-kubeconfig`. */
export async function namedFile(file: string): Promise<string> {
  try {
    return await readSmallFile(file);
  } catch (error) {
    const message = say`The kubeconfig names ${file}, which cannot be read.`;
    throw new ClusterError('bad-kubeconfig', message, say`Correct the kubeconfig, or put the file there.`, {
      cause: error,
    });
  }
}

/** `undefined`: no such file. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readSmallFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ClusterError(
      'bad-kubeconfig',
      say`${file} cannot be read (${code}).`,
      say`Check the file and who may read it.`,
      {
        cause: error,
      },
    );
  }
}

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '-';
  }
}
