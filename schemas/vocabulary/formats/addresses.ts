/** Addresses of the Internet and of network cards, as Go reads them. */

/**
 * An IPv4 address as a number of 32 bits; `undefined`: none. Go refuses leading zeros since 1.17; Kubernetes goes on taking
 * them where it always did (`sloppy`). https://github.com/kubernetes/kubernetes/issues/100895
 */
export function parseIpv4(text: string, sloppy = false): bigint | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    if (!(sloppy ? /^0*\d{1,3}$/ : /^(?:0|[1-9]\d{0,2})$/).test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(Number(part));
  }
  return address;
}

/** An IPv6 address, without zone, as a number of 128 bits; `undefined`: none. `sloppy` as above, of groups too. */
export function parseIpv6(text: string, sloppy = false): bigint | undefined {
  const halves = text.split('::', 3);
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1, sloppy));
  if (head.includes(undefined) || tail?.includes(undefined)) return undefined;
  const written = head.length + (tail?.length ?? 0);
  if (tail === undefined ? written !== 8 : written > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...new Array<bigint>(8 - written).fill(0n), ...tail];
  return groups.reduce<bigint>((address, group) => (address << 16n) | (group ?? 0n), 0n);
}

/** Sixteen bits each; `undefined` stands for what is no group. An IPv4 address at the end counts as two groups. */
function groupsOf(text: string, isLast: boolean, sloppy: boolean): (bigint | undefined)[] {
  if (text === '') return [];
  const parts = text.split(':', 10);
  return parts.flatMap((part, index) => {
    if ((sloppy ? /^0*[0-9a-f]{1,4}$/i : /^[0-9a-f]{1,4}$/i).test(part)) return [BigInt(parseInt(part, 16))];
    const address = isLast && index === parts.length - 1 ? parseIpv4(part, sloppy) : undefined;
    return address === undefined ? [undefined] : [address >> 16n, address & 0xffffn];
  });
}

/** Format `ipv4`: an IPv6 address that ends in an IPv4 one passes too. */
export function isIpv4(text: string): boolean {
  if (!text.includes('.')) return false;
  return (firstSign(text) === '.' ? parseIpv4(text, true) : parseIpv6(text, true)) !== undefined;
}

/** The sign by which Go tells the families apart. */
function firstSign(text: string): string | undefined {
  return /[.:]/.exec(text)?.[0];
}

export function isIpv6(text: string): boolean {
  return text.includes(':') && parseIpv6(text) !== undefined;
}

export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return false;
  const [host, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  if (!/^0*\d{1,3}$/.test(bits)) return false;
  if (parseIpv4(host, true) !== undefined) return Number(bits) <= 32;
  return parseIpv6(host, true) !== undefined && Number(bits) <= 128;
}

/** An address of 6, 8 or 20 bytes: `00:00:5e:00:53:01`, with `-`, with `.` after four digits each, or with nothing. */
export function isMac(text: string): boolean {
  if (/^[0-9a-f]{2}(?:(?::[0-9a-f]{2})+|(?:-[0-9a-f]{2})+)$/i.test(text)) return hasBytes((text.length + 1) / 3);
  if (/^[0-9a-f]{4}(?:\.[0-9a-f]{4})+$/i.test(text)) return hasBytes((2 * (text.length + 1)) / 5);
  return /^(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{40})$/i.test(text);
}

function hasBytes(count: number): boolean {
  return count === 6 || count === 8 || count === 20;
}
