import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ControlPlane } from '../bed/controlPlane.ts';

/** A service account's, signed by the key that the API server trusts: its time alone is what is wrong. RFC 7519 */
export function expiredToken({ folder }: Pick<ControlPlane, 'folder'>): string {
  const now = Math.floor(Date.now() / 1000);
  const issuer = 'https://kubernetes.default.svc';
  const subject = 'system:serviceaccount:default:default';
  const claims = { iss: issuer, aud: [issuer], sub: subject, iat: now - 7200, nbf: now - 7200, exp: now - 3600 };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const key = readFileSync(path.join(folder, 'pki', 'accounts.key'), 'utf8');
  const signed = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createSign('sha256').update(signed).sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64url');
  return `${signed}.${signature}`;
}
