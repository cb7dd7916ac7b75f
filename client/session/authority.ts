import type { AuthoritySource } from '../../schemas/contract/index.ts';
import { configMaps, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { textOfKey } from './secretData.ts';
import type { Target } from './target.ts';

/** Who vouches for the server's certificate, and how far that is checked. */
export interface Authority {
  /** PEM, one certificate or several. */
  readonly certificate: string;
  readonly mode: 'verify-ca' | 'verify-full';
  /** The name that the server's certificate must hold, for `verify-full`. */
  readonly serverName?: string;
}

/**
 * `undefined`: none is named, or none is at hand and the manifest does not ask for one; then the mode of the recipe holds.
 * Fails with `missing-secret` or `missing-key` where the manifest asks for it.
 */
export async function readAuthority(target: Target, signal?: AbortSignal): Promise<Authority | undefined> {
  const source = target.recipe.access?.tls.authority;
  if (!source) return undefined;
  try {
    const certificate = await readCertificate(target, source, signal);
    // Without a name there is nothing to compare the certificate's name with.
    if (source.serverName === undefined) return { certificate, mode: 'verify-ca' };
    return { certificate, mode: source.mode, serverName: source.serverName };
  } catch (error) {
    if (!source.required && isClusterError(error, 'missing-secret', 'missing-key', 'forbidden')) return undefined;
    throw error;
  }
}

async function readCertificate(
  { connection, podNamespace }: Target,
  source: AuthoritySource,
  signal?: AbortSignal,
): Promise<string> {
  const { kind, name, key, namespace = podNamespace } = source;
  const type = kind === 'Secret' ? secrets : configMaps;
  const object: KubernetesObject | undefined = await connection.read({ ...type, name, namespace }, signal);
  if (!object)
    throw new ClusterError(
      'missing-secret',
      say`${kind} ${name} with the certificate authority of the database does not exist in namespace ${namespace}.`,
      say`Create it with the key ${key}, or name the right one in the manifest.`,
    );
  const certificate = textOfKey(object, key, { kind, name, namespace });
  if (/-----BEGIN (?:TRUSTED )?CERTIFICATE-----/.test(certificate)) return certificate;
  throw new ClusterError(
    'missing-key',
    say`Key ${key} of ${kind} ${name} in namespace ${namespace} holds no certificate.`,
    say`Put the certificate of the authority there, in PEM format (-----BEGIN CERTIFICATE-----).`,
  );
}
