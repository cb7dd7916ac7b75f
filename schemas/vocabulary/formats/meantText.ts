import { toDnsName } from '../dns.ts';
import type { DnsNameKind } from '../dns.ts';
import { textFormats } from './formats.ts';

/** Formats of names, and what such a name is. */
export const dnsFormats: ReadonlyMap<string, DnsNameKind> = new Map([
  ['k8s-long-name', 'subdomain'],
  ['k8s-long-name-prefix', 'subdomain'],
  ['k8s-short-name', 'label'],
  ['k8s-short-name-prefix', 'label'],
]);

/** What was plainly meant by a text that is none of a format of names or keys: `My_Shop` is `my-shop`. `undefined`: nothing. */
export function meantText(text: string, format: string): string | undefined {
  const kind = dnsFormats.get(format);
  const meant = kind === undefined ? meantKey(text, format) : meantName(text, kind, format.endsWith('-prefix'));
  return meant === undefined || meant === text || !textFormats.get(format)?.(meant) ? undefined : meant;
}

function meantName(text: string, kind: DnsNameKind, isPrefix: boolean): string | undefined {
  const name = toDnsName(text, kind);
  // What stood at the end was to keep the name apart from what is appended to it.
  return name !== undefined && isPrefix && !/[a-z0-9]$/i.test(text) ? `${name}-` : name;
}

function meantKey(key: string, format: string): string | undefined {
  const slash = key.indexOf('/');
  if (format !== 'k8s-label-key' || slash < 0) return undefined;
  return `${key.slice(0, slash).toLowerCase()}${key.slice(slash)}`;
}
