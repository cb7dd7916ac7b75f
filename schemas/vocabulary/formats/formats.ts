import { isCidr, isIpv4, isIpv6, isMac } from './addresses.ts';
import { isDate, isDateTime, isTime } from './dates.ts';
import { isDuration } from './durations.ts';
import { isEmail } from './isEmail.ts';
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
import {
  isAnnotationKey,
  isContainerResource,
  isLabelKey,
  isLabelValue,
  isNamePrefix,
  isPathSegmentName,
  isPortName,
} from './names.ts';
import { isFloat32, isInt32, isInt64 } from './numbers.ts';
import { isBooleanText, isIntegerText, isMapText, isNaturalText, isPositiveText } from './textValues.ts';
import { isHostname, isUri } from './uris.ts';
import { base64Problem } from '../base64.ts';
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

/** What the API server checks of its own types without an OpenAPI format; no CRD names them. */
const ofKubernetes: Readonly<Record<string, (text: string) => boolean>> = {
  'k8s-annotation-key': isAnnotationKey,
  'k8s-bytes': (text) => base64Problem(text) === undefined,
  'k8s-container-resource': isContainerResource,
  'k8s-label-key': isLabelKey,
  'k8s-label-value': isLabelValue,
  'k8s-long-name-prefix': (text) => isNamePrefix(text, 'subdomain'),
  'k8s-path-segment-name': isPathSegmentName,
  'k8s-port-name': isPortName,
  'k8s-short-name-prefix': (text) => isNamePrefix(text, 'label'),
  'k8s-time': isTime,
};

/** What programs make of texts, such as those of a ConfigMap. */
const ofTexts: Readonly<Record<string, (text: string) => boolean>> = {
  'text-boolean': isBooleanText,
  'text-integer': isIntegerText,
  'text-map': isMapText,
  'text-natural': isNaturalText,
  'text-positive': isPositiveText,
};

/** Hyphens in the name of a format do not count in a CRD: `datetime` is `date-time`. */
const withoutHyphens = Object.entries(ofCrds).map(([name, isOne]) => [name.replaceAll('-', ''), isOne] as const);

/** Readers of the formats of texts. */
export const textFormats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ...withoutHyphens,
  ...Object.entries({ ...ofCrds, ...ofKubernetes, ...ofTexts }),
]);

const namesInCrds = new Set([...Object.keys(ofCrds), ...withoutHyphens.map(([name]) => name)]);

/** Whether a CRD names the format. Those of Kubernetes' names, which few do, stand in our schemas where it names none. */
export function isFormatOfCrds(format: string): boolean {
  return namesInCrds.has(format) && !format.startsWith('k8s');
}

/** Of numbers. `double` takes every number. */
export interface NumberFormat {
  /** The API server says nothing of the format beside another type. */
  readonly type: 'integer' | 'number';
  /** @param source how the number is written */
  readonly holds: (value: number, source?: string) => boolean;
}

export const numberFormats: ReadonlyMap<string, NumberFormat> = new Map<string, NumberFormat>([
  ['int32', { type: 'integer', holds: isInt32 }],
  ['int64', { type: 'integer', holds: isInt64 }],
  ['float', { type: 'number', holds: isFloat32 }],
]);
