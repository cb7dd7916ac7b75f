// The bed's own certificate authorities: real chains, because what people run into (a wrong CA, an expired certificate, a
// name that does not match) is decided by TLS libraries and can't be tried with anything less. RFC 5280, keys on P-256.
import { generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  bitString,
  integer,
  objectIdentifier,
  octetString,
  retagged,
  sequence,
  setOf,
  tagged,
  time,
  utf8String,
  yes,
} from './der.ts';

export interface Authority {
  /** PEM */
  readonly certificate: string;
  issue(request: CertificateRequest): Promise<IssuedCertificate>;
}

export interface CertificateRequest {
  /** For a client of Kubernetes: the user. */
  readonly commonName: string;
  /** For a client of Kubernetes: the groups. */
  readonly organizations?: readonly string[];
  /** DNS names. */
  readonly names?: readonly string[];
  /** IPv4. */
  readonly addresses?: readonly string[];
  /** What it may be used for; both where neither is given. */
  readonly usage?: 'server' | 'client';
  /** Absent: an hour ago, so that clocks may differ. */
  readonly notBefore?: Date;
  /** Absent: a week from now. */
  readonly notAfter?: Date;
}

export interface IssuedCertificate {
  /** PEM */
  readonly certificate: string;
  /** PEM, PKCS #8 */
  readonly key: string;
}

const hour = 3_600_000;
const week = 7 * 24 * hour;
const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const newKeys = promisify(generateKeyPair);

/** A new certificate authority with a key of its own. */
export async function createAuthority(name: string): Promise<Authority> {
  const { publicKey, privateKey } = await newKeys('ec', { namedCurve: 'P-256' });
  const issuer = { name: distinguishedName({ commonName: name }), key: privateKey };
  const certificate = signCertificate(issuer, issuer.name, publicKey, {}, [
    extension('2.5.29.19', sequence(yes()), 'critical'),
    // keyCertSign and cRLSign
    extension('2.5.29.15', bitString(Buffer.of(0x06), 1), 'critical'),
  ]);
  return {
    certificate,
    async issue(request) {
      const own = await newKeys('ec', { namedCurve: 'P-256' });
      return {
        certificate: signCertificate(
          issuer,
          distinguishedName(request),
          own.publicKey,
          request,
          extensionsFor(request),
        ),
        key: privatePem(own.privateKey),
      };
    },
  };
}

/** A bare key pair, for signing and checking the tokens of service accounts. Both PEM. */
export async function createKeyPair(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const { publicKey, privateKey } = await newKeys('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privatePem(privateKey),
  };
}

interface Issuer {
  readonly name: Buffer;
  readonly key: KeyObject;
}

function signCertificate(
  issuer: Issuer,
  subject: Buffer,
  publicKey: KeyObject,
  { notBefore, notAfter }: Pick<CertificateRequest, 'notBefore' | 'notAfter'>,
  extensions: readonly Buffer[],
): string {
  const content = sequence(
    // Version 3
    tagged(0, integer(2)),
    // Two authorities of one name must never give out one number twice.
    integer(1, ...randomBytes(15)),
    ecdsaWithSha256,
    issuer.name,
    sequence(time(notBefore ?? new Date(Date.now() - hour)), time(notAfter ?? new Date(Date.now() + week))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer.key);
  const whole = sequence(content, ecdsaWithSha256, bitString(signature)).toString('base64');
  const lines = whole.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function distinguishedName({
  commonName,
  organizations = [],
}: Pick<CertificateRequest, 'commonName' | 'organizations'>): Buffer {
  const attribute = (type: string, value: string) => setOf(sequence(objectIdentifier(type), utf8String(value)));
  return sequence(
    ...organizations.map((organization) => attribute('2.5.4.10', organization)),
    attribute('2.5.4.3', commonName),
  );
}

function extensionsFor({ usage, names = [], addresses = [] }: CertificateRequest): Buffer[] {
  const usages = [
    ...(usage === 'client' ? [] : ['1.3.6.1.5.5.7.3.1']),
    ...(usage === 'server' ? [] : ['1.3.6.1.5.5.7.3.2']),
  ];
  const alternatives = [
    ...names.map((name) => retagged(2, Buffer.from(name))),
    ...addresses.map((address) => retagged(7, Buffer.from(address.split('.').map(Number)))),
  ];
  return [
    extension('2.5.29.19', sequence(), 'critical'),
    // digitalSignature
    extension('2.5.29.15', bitString(Buffer.of(0x80), 7), 'critical'),
    extension('2.5.29.37', sequence(...usages.map(objectIdentifier))),
    ...(alternatives.length > 0 ? [extension('2.5.29.17', sequence(...alternatives))] : []),
  ];
}

function extension(id: string, content: Buffer, critical?: 'critical'): Buffer {
  return sequence(objectIdentifier(id), ...(critical ? [yes()] : []), octetString(content));
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
