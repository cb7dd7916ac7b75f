import type { Said } from '../contract/index.ts';
import { parseIpv4, parseIpv6 } from './formats/addresses.ts';
import { say } from './say.ts';

/** A range of addresses in CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The address as written, as a number of 32 or 128 bits. */
  readonly address: bigint;
  /** Leading bits that all addresses of the range share. */
  readonly prefix: number;
}

/** `undefined`: no CIDR. As strict as the API server: no leading zeros, no spaces, no net masks. */
export function parseCidr(text: string): Cidr | undefined {
  const [host = '', bits, ...more] = text.split('/');
  if (bits === undefined || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  const address = parseAddress(host);
  if (address === undefined) return undefined;
  const prefix = Number(bits);
  return prefix <= width(address.family) ? { ...address, prefix } : undefined;
}

/** Why a text is no CIDR, as the end of a sentence whose subject is the field. `undefined`: it is one. */
export function cidrProblem(text: string): Said | undefined {
  if (parseCidr(text) !== undefined) return undefined;
  const [host = '', bits] = text.trim().split('/');
  const address = parseAddress(host);
  if (text !== text.trim()) return say`has blanks around it`;
  if (address === undefined) return addressProblem(host);
  if (bits === undefined)
    return say`is a single address without the length of the network, such as /${width(address.family)}`;
  return say`has "/${bits}" where a number from 0 to ${width(address.family)} belongs`;
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
  const address = parseAddress(host);
  if (address === undefined || more.length > 0) return undefined;
  if (bits === undefined || bits === '') return `${host}/${width(address.family)}`;
  const length = /^\d+$/.test(bits) ? Number(bits) : maskLength(bits);
  return length !== undefined && length <= width(address.family) ? `${host}/${length}` : undefined;
}

/** The range with the bits behind its prefix cleared: `10.1.2.3/8` -> `10.0.0.0/8`. */
export function networkOf(cidr: Cidr): string {
  const rest = BigInt(width(cidr.family) - cidr.prefix);
  const network = (cidr.address >> rest) << rest;
  return `${cidr.family === 4 ? writeIpv4(network) : writeIpv6(network)}/${cidr.prefix}`;
}

/** The whole internet: `0.0.0.0/0` or `::/0`. */
export function coversEverything(cidr: Cidr): boolean {
  return cidr.prefix === 0;
}

type Address = Pick<Cidr, 'family' | 'address'>;

function width(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

function parseAddress(text: string): Address | undefined {
  const address = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return address === undefined ? undefined : { family: text.includes(':') ? 6 : 4, address };
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

function writeIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
}

/** As RFC 5952 wants it: the longest run of two or more zero groups becomes `::`. */
function writeIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.indexOf(longest, text.search(new RegExp(`\\b${longest}\\b`)));
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}
