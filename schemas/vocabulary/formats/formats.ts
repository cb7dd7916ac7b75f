import { isCidr, isIpv4, isIpv6, isMac } from './addresses.ts';
import { isDate, isDateTime, isTime } from './dates.ts';
import { isDuration } from './durations.ts';
import { isEmail } from './emails.ts';
import {
  isBase64,
  isCreditCard,
  isHexColor,
  isIsbn10,
  isIsbn13,
  isObjectId,
  isRgbColor,
  isSocialSecurityNumber,
  isUuid,
  isUuidOf,
} from './identifiers.ts';
import { isAnnotationKey, isLabelKey, isLabelValue, isNamePrefix, isPathSegmentName } from './names.ts';
import { isFloat32, isInt32, isInt64 } from './numbers.ts';
import { isHostname, isUri } from './uris.ts';
import { isDnsName } from '../dns.ts';

/**
 * Formats of texts in a CRD, as the API server decides; it says nothing of others.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.36.3/pkg/apiserver/validation/formats.go
 */
const ofCrds: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: isObjectId,
  byte: isBase64,
  cidr: isCidr,
  creditcard: isCreditCard,
  date: isDate,
  'date-time': isDateTime,
  duration: isDuration,
  email: isEmail,
  hexcolor: isHexColor,
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  'k8s-long-name': (text) => isDnsName(text, 'subdomain'),
  'k8s-short-name': (text) => isDnsName(text, 'label'),
  mac: isMac,
  password: () => true,
  rgbcolor: isRgbColor,
  ssn: isSocialSecurityNumber,
  uri: isUri,
  uuid: isUuid,
  uuid3: (text) => isUuidOf(3, text),
  uuid4: (text) => isUuidOf(4, text),
  uuid5: (text) => isUuidOf(5, text),
};

/** What the API server checks of its own types without an OpenAPI format; in a CRD these say nothing. */
const ofKubernetes: Readonly<Record<string, (text: string) => boolean>> = {
  'k8s-annotation-key': isAnnotationKey,
  'k8s-label-key': isLabelKey,
  'k8s-label-value': isLabelValue,
  'k8s-long-name-prefix': (text) => isNamePrefix(text, 'subdomain'),
  'k8s-path-segment-name': isPathSegmentName,
  'k8s-short-name-prefix': (text) => isNamePrefix(text, 'label'),
  'k8s-time': isTime,
};

/** Readers of texts by format. */
export const textFormats: ReadonlyMap<string, (text: string) => boolean> = new Map(
  Object.entries({ ...ofCrds, ...ofKubernetes }),
);

/** Readers of numbers by format. `source` is how the number is written. `double` takes every number. */
export const numberFormats: ReadonlyMap<string, (value: number, source?: string) => boolean> = new Map([
  ['int32', isInt32],
  ['int64', isInt64],
  ['float', isFloat32],
]);

/** Hyphens in the name of a format do not count in a CRD: `datetime` is `date-time`. */
const canonical = new Map(Object.keys(ofCrds).map((name) => [name.replaceAll('-', ''), name]));

/**
 * The format that the API server checks where a CRD names this one beside these types (none: any type); `undefined`: it
 * says nothing of it.
 */
export function crdFormat(format: string, types: readonly string[]): string | undefined {
  const [type = 'string', ...others] = types;
  if (others.length > 0) return undefined;
  if (type === 'string') return canonical.get(format.replaceAll('-', ''));
  const known = type === 'integer' ? ['int32', 'int64'] : type === 'number' ? ['float'] : [];
  return known.includes(format) ? format : undefined;
}
