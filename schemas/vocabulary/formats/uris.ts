import { parseIpv6 } from './addresses.ts';
import { utf8Length } from './utf8Length.ts';

/** Addresses of resources and names of hosts, as Go's `net/url` and kube-openapi read them. */

/** Format `uri`: with a scheme, or a path from the root on. */
export function isUri(text: string): boolean {
  if (text === '' || hasControlCharacter(text)) return false;
  if (text === '*') return true;
  const scheme = schemeOf(text);
  if (scheme === undefined) return false;
  const [rest = ''] = text.slice(scheme === '' ? 0 : scheme.length + 1).split('?', 1);
  if (!rest.startsWith('/')) return scheme !== '';
  if (scheme === '' || !rest.startsWith('//')) return isEscaped(rest);
  const end = rest.indexOf('/', 2);
  const authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
  return isAuthority(scheme, authority) && (end < 0 || isEscaped(rest.slice(end)));
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/** Without its colon; `''`: there is none. `undefined`: a colon with nothing before it. */
function schemeOf(text: string): string | undefined {
  if (text.startsWith(':')) return undefined;
  return /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1] ?? '';
}

/** Each `%` begins the two digits of a byte. */
function isEscaped(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

/** A host, with a user before it and a port behind it perhaps: what stands between `//` and the next `/`. */
export function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const user = authority.slice(0, at);
    if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || !isEscaped(user)) return false;
  }
  return isHost(scheme, authority.slice(at + 1));
}

function isHost(scheme: string, host: string): boolean {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return false;
  if (bracket === 0) return isBracketed(host);
  // Only web addresses have to have one colon: those of databases may list hosts with their ports.
  const colon = /^https?$/i.test(scheme) ? host.indexOf(':') : host.lastIndexOf(':');
  return (colon < 0 || isPort(host.slice(colon))) && isHostText(host);
}

function isBracketed(host: string): boolean {
  const end = host.lastIndexOf(']');
  if (end < 0 || !isPort(host.slice(end + 1))) return false;
  const inside = host.slice(1, end);
  const zoneAt = inside.indexOf('%25');
  if (zoneAt < 0) return parseIpv6(inside) !== undefined;
  const zone = inside.slice(zoneAt + 3);
  return zone !== '' && isZone(zone) && parseIpv6(inside.slice(0, zoneAt)) !== undefined;
}

function isPort(text: string): boolean {
  return text === '' || /^:\d*$/.test(text);
}

const ascii = 'A-Za-z0-9!"$&\'()*+,\\-.:;<=>\\[\\]_~';
const hostText = new RegExp(`^(?:[${ascii}\\u0080-\\u{10ffff}]|%25|%[89a-f][0-9a-f])*$`, 'iu');
const zoneText = new RegExp(`^(?:[${ascii}\\u0080-\\u{10ffff}]|%25|%[0-9a-f]{2})*$`, 'iu');
const plainAscii = new RegExp(`^[${ascii} ]$`, 'u');

/** Only bytes that are no ASCII are escaped in a host, and `%` itself. */
function isHostText(text: string): boolean {
  return hostText.test(text);
}

/** In a zone whatever may stand there unescaped may be escaped too, and the blanks of Windows. */
function isZone(text: string): boolean {
  if (!zoneText.test(text)) return false;
  const escapes = text.match(/%[0-9a-f]{2}/gi) ?? [];
  return escapes.every((each) => each === '%25' || plainAscii.test(String.fromCharCode(parseInt(each.slice(1), 16))));
}

/**
 * Format `hostname`: letters and symbols of any language, at most 255 bytes, parts of at most 63. With a dot the last part
 * has no digits; without one `-` may stand in the second place only.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/strfmt/default.go
 */
export function isHostname(text: string): boolean {
  if (text.length > 255 || utf8Length(text) > 255) return false;
  const parts = text.split('.');
  if (parts.some((part) => utf8Length(part) > 63)) return false;
  const last = parts.pop() ?? '';
  if (parts.length === 0) return /^[a-zA-Z0-9\p{S}\p{L}]-?[a-zA-Z0-9\p{S}\p{L}]*$/u.test(last);
  return (
    /^[a-zA-Z\p{L}]{2,63}$/u.test(last) &&
    parts.every((part) => /^[a-zA-Z0-9\p{S}\p{L}-]+$/u.test(part) && !part.startsWith('-') && !part.endsWith('-'))
  );
}
