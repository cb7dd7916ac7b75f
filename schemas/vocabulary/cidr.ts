import type { Said } from '../contract/index.ts';
import { parseIpv4 } from './formats/addresses.ts';
import { parseIpAddress, widthOf, writeIpAddress } from './ipAddress.ts';
import type { IpAddress } from './ipAddress.ts';
import { say } from './say.ts';

/** A range of addresses in CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`. */
export interface Cidr extends IpAddress {
  /** Leading bits that all addresses of the range share. */
  readonly prefix: number;
}

/** `undefined`: no CIDR. As strict as the API server: no leading zeros, no spaces, no net masks. */
export function parseCidr(text: string): Cidr | undefined {
  const [host = '', bits, ...more] = text.split('/');
  if (bits === undefined || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  const address = parseIpAddress(host);
  if (address === undefined) return undefined;
  const prefix = Number(bits);
  return prefix <= widthOf(address.family) ? { ...address, prefix } : undefined;
}

/** Why a text is no CIDR, as the end of a sentence whose subject is the field. `undefined`: it is one. */
export function cidrProblem(text: string): Said | undefined {
  if (parseCidr(text) !== undefined) return undefined;
  const [host = '', bits] = text.trim().split('/');
  const address = parseIpAddress(host);
  if (text !== text.trim()) return say`has blanks around it`;
  if (address === undefined) return addressProblem(host);
  if (bits === undefined)
    return say`is a single address without the length of the network, such as /${widthOf(address.family)}`;
  return say`has "/${bits}" where a number from 0 to ${widthOf(address.family)} belongs`;
}

/**
 * The range most likely meant: a single address gets `/32` or `/128`, a net mask becomes its length, blanks go.
 * `undefined`: right already, or beyond repair.
 */
export function repairCidr(text: string): string | undefined {
  const trimmed = text.replace(/\s+/g, '');
  if (parseCidr(text) !== undefined) return undefined;
  if (parseCidr(trimmed) !== undefined) return trimmed;
  const [host = '', bits, ...more] = trimmed.split('/');
  const address = parseIpAddress(host);
  if (address === undefined || more.length > 0) return undefined;
  if (bits === undefined || bits === '') return `${host}/${widthOf(address.family)}`;
  const length = /^\d+$/.test(bits) ? Number(bits) : maskLength(bits);
  return length !== undefined && length <= widthOf(address.family) ? `${host}/${length}` : undefined;
}

/** The range with the bits behind its prefix cleared: `10.1.2.3/8` -> `10.0.0.0/8`. */
export function networkOf(cidr: Cidr): string {
  const rest = BigInt(widthOf(cidr.family) - cidr.prefix);
  const address = (cidr.address >> rest) << rest;
  return `${writeIpAddress({ family: cidr.family, address })}/${cidr.prefix}`;
}

/**
 * The network that is meant by a range with bits behind its prefix: of `10.1.2.3/8` it is `10.0.0.0/8`. API servers from Kubernetes
 * 1.36 on refuse such a range in new Services. `undefined`: it has none, or is no range.
 */
export function networkMeant(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return undefined;
  const network = networkOf(cidr);
  return parseCidr(network)?.address === cidr.address ? undefined : network;
}

/** The whole internet: `0.0.0.0/0` or `::/0`. */
export function coversEverything(cidr: Cidr): boolean {
  return cidr.prefix === 0;
}

function addressProblem(host: string): Said {
  if (host === '') return say`has no address`;
  if (/^[\d.]+$/.test(host)) return say`has no valid address: "${host}" is not four numbers from 0 to 255`;
  return say`has no valid address: "${host}" is neither IPv4 nor IPv6; host names are not allowed`;
}

/** `255.255.240.0` -> 20. */
function maskLength(mask: string): number | undefined {
  const address = parseIpv4(mask);
  if (address === undefined) return undefined;
  const match = /^(1*)0*$/.exec(address.toString(2).padStart(32, '0'));
  return match?.[1]?.length;
}
