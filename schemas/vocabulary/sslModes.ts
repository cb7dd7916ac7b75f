import type { Said, Suggestion } from '../contract/index.ts';
import { say } from './say.ts';

/** What a client of Postgres does about TLS. https://www.postgresql.org/docs/current/libpq-ssl.html */
export interface SslMode {
  readonly name: SslModeName;
  /** Whether traffic is encrypted: always, only if the server happens to offer (or insist on) it, or never. */
  readonly encrypts: 'always' | 'maybe' | 'never';
  /** What is checked about the server: nothing, its certificate's issuer, or also that it is the host that was asked for. */
  readonly verifies: 'nothing' | 'issuer' | 'issuer and host';
  readonly help: Said;
}

export type SslModeName = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** From the weakest to the strongest. */
export const SSL_MODES: readonly SslMode[] = [
  mode(
    'disable',
    'never',
    'nothing',
    say`Everything travels in clear text, passwords of some methods included. Servers that insist on TLS refuse the connection.`,
  ),
  mode(
    'allow',
    'maybe',
    'nothing',
    say`Clear text unless the server insists on TLS. It protects against nobody; there is no reason to choose it.`,
  ),
  mode(
    'prefer',
    'maybe',
    'nothing',
    say`TLS if the server offers it, else clear text without a word. Whoever sits in between can switch it off.`,
  ),
  mode(
    'require',
    'always',
    'nothing',
    say`Always encrypted, so nobody can listen, but the server may be anyone: its certificate is not checked. Where a root certificate is configured, clients check the issuer anyway and fail if it does not fit.`,
  ),
  mode(
    'verify-ca',
    'always',
    'issuer',
    say`Encrypted, and the certificate must come from an authority you trust. Enough if that authority signs only your database servers. Needs the certificate of the authority.`,
  ),
  mode(
    'verify-full',
    'always',
    'issuer and host',
    say`Encrypted, from an authority you trust, and made out to the host name you connect to: the safest. Needs the certificate of the authority, and the host name in the certificate of the server.`,
  ),
];

/** The strongest first. */
export function suggestSslModes(): readonly Suggestion[] {
  return SSL_MODES.map((known) => ({ value: known.name, detail: protection(known), help: known.help })).reverse();
}

function mode(name: SslModeName, encrypts: SslMode['encrypts'], verifies: SslMode['verifies'], help: Said): SslMode {
  return { name, encrypts, verifies, help };
}

function protection({ encrypts, verifies }: SslMode): Said {
  if (encrypts === 'never') return say`clear text`;
  if (encrypts === 'maybe') return say`may be clear text`;
  if (verifies === 'nothing') return say`encrypted, server not checked`;
  return verifies === 'issuer' ? say`encrypted, issuer checked` : say`encrypted, issuer and host checked`;
}
