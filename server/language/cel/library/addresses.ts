import { parseCidr } from '../../../../schemas/vocabulary/cidr.ts';
import { parseIpAddress, widthOf, writeIpAddress } from '../../../../schemas/vocabulary/ipAddress.ts';
import type { IpAddress } from '../../../../schemas/vocabulary/ipAddress.ts';
import { overload } from '../overloads.ts';
import type { Library, Overload } from '../overloads.ts';
import { Failure, Opaque } from '../values.ts';
import type { Value } from '../values.ts';

class Ip extends Opaque {
  readonly typeName = 'net.IP';
  readonly ip: IpAddress;

  constructor(ip: IpAddress) {
    super();
    this.ip = ip;
  }

  equals(other: Opaque): boolean {
    return other instanceof Ip && other.ip.family === this.ip.family && other.ip.address === this.ip.address;
  }

  override toText(): string {
    return writeIpAddress(this.ip);
  }
}

class Network extends Opaque {
  readonly typeName = 'net.CIDR';
  readonly ip: IpAddress;
  readonly prefix: number;

  constructor({ family, address }: IpAddress, prefix: number) {
    super();
    this.ip = { family, address };
    this.prefix = prefix;
  }

  equals(other: Opaque): boolean {
    return other instanceof Network && other.toText() === this.toText();
  }

  override toText(): string {
    return `${writeIpAddress(this.ip)}/${String(this.prefix)}`;
  }

  holds({ family, address }: IpAddress): boolean {
    return family === this.ip.family && address >> this.#hostBits === this.ip.address >> this.#hostBits;
  }

  masked(): Network {
    const address = (this.ip.address >> this.#hostBits) << this.#hostBits;
    return new Network({ family: this.ip.family, address }, this.prefix);
  }

  get #hostBits(): bigint {
    return BigInt(widthOf(this.ip.family) - this.prefix);
  }
}

/** Addresses and networks. Source: k8s.io/apiserver/pkg/cel/library/{ip,cidr}.go. */
export const addresses: Library = {
  functions: {
    ip: [overload(['string'], toIp)],
    isIP: [overload(['string'], (text) => toIp(text) instanceof Ip)],
    'ip.isCanonical': [
      overload(['string'], (text) => {
        const ip = toIp(text);
        return ip instanceof Ip ? ip.toText() === text : ip;
      }),
    ],
    cidr: [overload(['string'], toNetwork)],
    isCIDR: [overload(['string'], (text) => toNetwork(text) instanceof Network)],
  },
  members: {
    family: [overload([Ip], ({ ip }) => BigInt(ip.family))],
    isUnspecified: test(({ address }) => address === 0n),
    isLoopback: test(isLoopback),
    isLinkLocalMulticast: test((ip) =>
      ip.family === 4 ? top(ip, 24) === 0xe00000n : (top(ip, 16) & 0xff0fn) === 0xff02n,
    ),
    isLinkLocalUnicast: test(isLinkLocalUnicast),
    isGlobalUnicast: test(isGlobalUnicast),
    containsIP: [
      overload([Network, Ip], (network, { ip }) => network.holds(ip)),
      overload([Network, 'string'], (network, text) => {
        const ip = toIp(text);
        return ip instanceof Ip ? network.holds(ip.ip) : ip;
      }),
    ],
    containsCIDR: [
      overload([Network, Network], containsNetwork),
      overload([Network, 'string'], (network, text) => {
        const other = toNetwork(text);
        return other instanceof Network ? containsNetwork(network, other) : other;
      }),
    ],
    ip: [overload([Network], ({ ip }) => new Ip(ip))],
    masked: [overload([Network], (network) => network.masked())],
    prefixLength: [overload([Network], ({ prefix }) => BigInt(prefix))],
  },
};

function test(holds: (ip: IpAddress) => boolean): Overload[] {
  return [overload([Ip], ({ ip }) => holds(ip))];
}

/** Kubernetes takes no IPv4 address in the clothes of an IPv6 one. */
function isMapped(ip: IpAddress): boolean {
  return ip.family === 6 && top(ip, 96) === 0xffffn;
}

function toIp(text: string): Value {
  const ip = parseIpAddress(text);
  return ip === undefined || isMapped(ip) ? new Failure('no IP address') : new Ip(ip);
}

function toNetwork(text: string): Value {
  const network = parseCidr(text);
  return network === undefined || isMapped(network) ? new Failure('no CIDR') : new Network(network, network.prefix);
}

function containsNetwork(outer: Network, inner: Network): boolean {
  return outer.prefix <= inner.prefix && outer.holds(inner.ip);
}

/** The first bits. */
function top({ family, address }: IpAddress, bits: number): bigint {
  return address >> BigInt(widthOf(family) - bits);
}

function isLoopback(ip: IpAddress): boolean {
  return ip.family === 4 ? top(ip, 8) === 127n : ip.address === 1n;
}

function isLinkLocalUnicast(ip: IpAddress): boolean {
  return ip.family === 4 ? top(ip, 16) === 0xa9fen : top(ip, 10) === 0x3fan;
}

function isGlobalUnicast(ip: IpAddress): boolean {
  const isMulticast = ip.family === 4 ? top(ip, 4) === 14n : top(ip, 8) === 0xffn;
  const isBroadcast = ip.family === 4 && ip.address === 0xffffffffn;
  return ip.address !== 0n && !isBroadcast && !isMulticast && !isLoopback(ip) && !isLinkLocalUnicast(ip);
}
