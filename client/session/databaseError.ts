import type { Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';

/** What was tried, for the sentences. */
export interface Attempt {
  readonly user: string;
  readonly database: string;
  /** Where to: `127.0.0.1:54321` */
  readonly address: string;
}

/** Why a database did not let somebody in: cause and remedy for what a server, TLS or the network answers. Never holds the password. */
export function databaseError(error: unknown, attempt: Attempt): ClusterError {
  if (error instanceof ClusterError) return error;
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const [message, remedy] =
    bySqlState(code, text, attempt) ?? byCertificate(code, text) ?? byNetwork(code, text, attempt) ?? unknown(text);
  return new ClusterError('database', message, remedy, { cause: error });
}

type Sentences = readonly [message: Said, remedy: Said];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function bySqlState(code: string, text: string, { user, database }: Attempt): Sentences | undefined {
  if (/no pg_hba\.conf entry|pg_hba\.conf rejects/.test(text)) return byHostRules(text, user, database);
  switch (code) {
    case '28P01':
      return [
        say`The database does not accept the password of ${user}.`,
        say`It was changed by hand or rotated, ends with a line break, or there is no such role yet: compare Secret and database.`,
      ];
    case '28000':
      return [
        say`The database does not let ${user} log in: ${foreign(text)}.`,
        say`Check that the role exists and has LOGIN, in the manifest and in the log of the operator.`,
      ];
    case '3D000':
      return [
        say`Database ${database} does not exist.`,
        say`Choose another one, or add it to the manifest of an operator that makes databases, which takes it a moment; on any other server create it: \`CREATE DATABASE\`.`,
      ];
    case '42501':
      return [
        say`${user} may not connect to database ${database}.`,
        say`Choose another role, or grant CONNECT on the database to this one.`,
      ];
    case '53300':
      return [
        say`The database has no connection left.`,
        say`Close some, use a pooler, or raise max_connections in the manifest.`,
      ];
    case '57P03':
      return [
        say`The database is not ready for connections: ${foreign(text)}.`,
        say`It starts, stops or recovers: try again in a while, and look at its log if it stays so.`,
      ];
    case '57P01':
    case '57P02':
      return [
        say`The database has ended the connection: ${foreign(text)}.`,
        say`It is being restarted or fails over: try again.`,
      ];
    default:
      return undefined;
  }
}

function byHostRules(text: string, user: string, database: string): Sentences {
  if (/no encryption|SSL off/.test(text))
    return [
      say`The database accepts ${user} on ${database} with encryption only, and the connection has none.`,
      say`Connect with sslmode=require or more.`,
    ];
  return [
    say`No rule in pg_hba.conf lets ${user} connect to database ${database} from there.`,
    say`Choose another role, or add a rule to pg_hba in the manifest.`,
  ];
}

/** Codes of OpenSSL as Node names them; https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function byCertificate(code: string, text: string): Sentences | undefined {
  if (/server does not support SSL/i.test(text))
    return [
      say`The database offers no encryption, and the connection asks for it.`,
      say`Turn TLS on for the database, or connect with sslmode=disable if the network between is your own.`,
    ];
  const rightAuthority = say`Check that the Secret or ConfigMap holds the certificate of the authority that signed it.`;
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return [say`The certificate of the database is self-signed and not the one that was expected.`, rightAuthority];
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_SIGNATURE_FAILURE':
    case 'CERT_UNTRUSTED':
    case 'INVALID_CA':
      return [
        say`The certificate of the database was signed by another authority than the one at hand.`,
        rightAuthority,
      ];
    case 'CERT_HAS_EXPIRED':
      return [
        say`The certificate of the database, or of its authority, has expired.`,
        say`Renew it; the operator or cert-manager may have failed to, so look at their logs.`,
      ];
    case 'CERT_NOT_YET_VALID':
      return [
        say`The certificate of the database is not valid yet.`,
        say`Compare the clock of this machine with that of the cluster.`,
      ];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return [
        say`The certificate of the database is for another host name: ${hostNames(text)}.`,
        say`Issue it for the names of the Service, or verify the authority alone (verify-ca).`,
      ];
    default:
      return /^ERR_(?:SSL|TLS|OSSL)|^EPROTO/.test(code)
        ? [
            say`The encrypted connection failed: ${foreign(text)}.`,
            say`Check the certificate and the TLS versions of the database.`,
          ]
        : undefined;
  }
}

/** Node lists every name of the certificate, and there may be dozens: the first tell whose it is. */
function hostNames(text: string): Said {
  const [, wanted, listed = ''] = /Host: (\S+?)\.? is not in the cert's altnames: (.+)$/.exec(text) ?? [];
  if (wanted === undefined) return foreign(text);
  const names = listed.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, ''));
  const first = joined(names.slice(0, 3), ', ');
  return names.length > 3
    ? say`not for ${wanted}, but for ${first} and ${names.length - 3} more`
    : say`not for ${wanted}, but for ${first}`;
}

function byNetwork(code: string, text: string, { address }: Attempt): Sentences | undefined {
  if (code === 'ECONNREFUSED')
    return [say`Nothing answers at ${address}.`, say`Check that the tunnel is open and that the database runs.`];
  if (code === 'ETIMEDOUT' || /timeout expired|timed out/i.test(text))
    return [
      say`The database at ${address} did not answer in time.`,
      say`It may be overloaded, starting, or have no primary: look at its pods.`,
    ];
  if (code === 'ECONNRESET' || code === 'EPIPE' || /terminated unexpectedly|socket hang up/i.test(text))
    return [
      say`The connection to ${address} ended before the database answered.`,
      say`Nothing may listen on its port, or it is failing over: look at the log of its pod, and try again.`,
    ];
  return undefined;
}

function unknown(text: string): Sentences {
  return [say`The database did not accept the connection: ${foreign(text)}.`, say`Look at the log of the database.`];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
