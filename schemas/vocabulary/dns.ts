import type { Said } from '../contract/index.ts';
import { isStandIn } from './formats/isStandIn.ts';
import { listed, say } from './say.ts';
import { trimEnd } from './trimEnd.ts';

/**
 * Names of Kubernetes objects. `label`: DNS-1123, most names that become part of a host name. `service`: DNS-1035,
 * Services, so it begins with a letter. `subdomain`: DNS-1123 with dots, most other objects.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export type DnsNameKind = 'label' | 'service' | 'subdomain';

/** Characters that a name may have at most. */
export const MAX_DNS_NAME: Readonly<Record<DnsNameKind, number>> = { label: 63, service: 63, subdomain: 253 };

/**
 * Why a text is no such name, as the end of a sentence whose subject is the field: `must not be empty`,
 * `has "_" in it, allowed are a-z, 0-9 and "-"`. `undefined`: it is one, or stands for one that comes later (`$(NAME)`).
 */
export function dnsNameProblem(text: string, kind: DnsNameKind): Said | undefined {
  return isStandIn(text) ? undefined : problemOf(text, kind);
}

function problemOf(text: string, kind: DnsNameKind): Said | undefined {
  if (text === '') return say`must not be empty`;
  const limit = MAX_DNS_NAME[kind];
  if (text.length > limit) return say`has ${text.length} characters, at most ${limit} are allowed`;
  const allowed = listed(['a-z', '0-9', '"-"', ...(kind === 'subdomain' ? ['"."'] : [])], 'and');
  const upper = /[A-Z]/.exec(text);
  if (upper !== null) return say`has the capital letter "${upper[0]}" in it, allowed are ${allowed}`;
  const wrong = (kind === 'subdomain' ? /[^a-z0-9.-]/u : /[^a-z0-9-]/u).exec(text);
  const [character] = wrong ?? [];
  if (character?.trim() === '') return say`has a blank in it, allowed are ${allowed}`;
  if (character !== undefined) return say`has "${character}" in it, allowed are ${allowed}`;
  return edgeProblem(text, kind);
}

export function isDnsName(text: string, kind: DnsNameKind): boolean {
  return problemOf(text, kind) === undefined;
}

/** The nearest name: lower case, `-` for what is not allowed, cut to the limit. `undefined`: nothing would be left. */
export function toDnsName(text: string, kind: DnsNameKind = 'service'): string | undefined {
  const plain = text
    .slice(0, MAX_INPUT)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const labels = (kind === 'subdomain' ? plain.split('.') : [plain]).map(toLabel).filter((label) => label !== '');
  if (labels.length === 0) return undefined;
  const name = labels.join('.');
  const started = kind === 'service' && /^\d/.test(name) ? `db-${name}` : name;
  return trimEnd(started.slice(0, MAX_DNS_NAME[kind]), '-.');
}

const MAX_INPUT = 1000;

function edgeProblem(text: string, kind: DnsNameKind): Said | undefined {
  if (kind === 'service' && /^\d/.test(text)) return say`begins with a digit, the first character must be a letter`;
  if (text.startsWith('-')) return say`begins with "-", the first character must be a letter or a digit`;
  if (text.endsWith('-')) return say`ends with "-", the last character must be a letter or a digit`;
  if (kind !== 'subdomain') return undefined;
  if (text.split('.').includes('')) return say`has a "." with nothing on one side of it`;
  return /-\.|\.-/.test(text)
    ? say`has a "-" next to a ".", each part must begin and end with a letter or a digit`
    : undefined;
}

function toLabel(text: string): string {
  return text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
