import { parseIpv4, parseIpv6 } from './formats/addresses.ts';

/** An address as a number of 32 or 128 bits. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly address: bigint;
}

/** `undefined`: no address. As strict as Go's `netip.ParseAddr`: no leading zeros, no blanks; a zone (`%eth0`) is not known. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const address = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return address === undefined ? undefined : { family: text.includes(':') ? 6 : 4, address };
}

/** How many bits such an address has. */
export function widthOf(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** In the one spelling that RFC 5952 allows. */
export function writeIpAddress({ family, address }: IpAddress): string {
  return family === 4 ? writeIpv4(address) : writeIpv6(address);
}

function writeIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
}

/** The longest run of two or more zero groups becomes `::`. */
function writeIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.indexOf(longest, text.search(new RegExp(`\\b${longest}\\b`)));
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}
