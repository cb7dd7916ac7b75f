import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authority, IssuedCertificate } from './certificates.ts';

export interface KubeconfigRequest {
  /** Of the file, the context and the user's entry. */
  readonly name: string;
  /** The common name of the certificate that is issued where neither `token` nor `certificate` is given. */
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly namespace?: string;
  readonly token?: string;
  /** For one that is out of date, or of another authority. */
  readonly certificate?: IssuedCertificate;
  /** PEM. For one that did not sign the server's certificate. */
  readonly authority?: string;
  /** For one where nobody listens. */
  readonly server?: string;
}

/** Writes kubeconfigs that only we may read, one context each. JSON is YAML, too. */
export function kubeconfigWriter(folder: string, server: string, authority: Authority) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return async (request: KubeconfigRequest): Promise<string> => {
    const { name, namespace } = request;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      contexts: [{ name, context: { cluster: 'bed', user: name, ...(namespace !== undefined && { namespace }) } }],
      clusters: [
        {
          name: 'bed',
          cluster: {
            server: request.server ?? server,
            'certificate-authority-data': base64(request.authority ?? authority.certificate),
          },
        },
      ],
      users: [{ name, user: await credentialsOf(request, authority) }],
    };
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
    return file;
  };
}

async function credentialsOf({ name, user, groups, token, certificate }: KubeconfigRequest, authority: Authority) {
  if (token !== undefined) return { token };
  const own =
    certificate ??
    (await authority.issue({ commonName: user ?? name, usage: 'client', ...(groups && { organizations: groups }) }));
  return { 'client-certificate-data': base64(own.certificate), 'client-key-data': base64(own.key) };
}

function base64(pem: string): string {
  return Buffer.from(pem).toString('base64');
}
