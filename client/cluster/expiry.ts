import { X509Certificate } from 'node:crypto';
import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';

/** Why credentials cannot work any longer, as a sentence; `undefined`: nothing says so. */
export function expiryOf({
  certificate,
  token,
}: {
  certificate?: string | undefined;
  token?: string | undefined;
}): Said | undefined {
  const now = Date.now();
  const tokenEnd = token === undefined ? undefined : expiryOfToken(token);
  if (tokenEnd !== undefined && tokenEnd < now) return say`The token expired on ${minuteOf(tokenEnd)} UTC.`;
  const certificateEnd = certificate === undefined ? undefined : expiryOfCertificate(certificate);
  if (certificateEnd !== undefined && certificateEnd < now)
    return say`The client certificate expired on ${minuteOf(certificateEnd)} UTC.`;
  return undefined;
}

/** Milliseconds since 1970; `undefined`: not a JSON Web Token, or one without an end. */
export function expiryOfToken(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

function expiryOfCertificate(pem: string): number | undefined {
  try {
    const end = Date.parse(new X509Certificate(pem).validTo);
    return Number.isNaN(end) ? undefined : end;
  } catch {
    return undefined;
  }
}

/** `2026-03-01 12:00`, in UTC. */
function minuteOf(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
