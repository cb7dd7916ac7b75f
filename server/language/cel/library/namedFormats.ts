import { isDnsName } from '../../../../schemas/vocabulary/dns.ts';
import type { DnsNameKind } from '../../../../schemas/vocabulary/dns.ts';
import { isDate, isDateTime } from '../../../../schemas/vocabulary/formats/dates.ts';
import { isBase64, isUuid } from '../../../../schemas/vocabulary/formats/identifiers.ts';
import { isLabelKey, isLabelValue } from '../../../../schemas/vocabulary/formats/names.ts';
import { isUri } from '../../../../schemas/vocabulary/formats/uris.ts';
import { burnText } from '../frame.ts';
import { MadeList } from '../madeList.ts';
import { overload } from '../overloads.ts';
import type { Library, Overload } from '../overloads.ts';
import { none, Opaque, Optional } from '../values.ts';

class NamedFormat extends Opaque {
  readonly typeName = 'kubernetes.NamedFormat';
  readonly name: string;
  readonly accepts: (text: string) => boolean;

  constructor(name: string, accepts: (text: string) => boolean) {
    super();
    this.name = name;
    this.accepts = accepts;
  }

  equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

const formats: ReadonlyMap<string, NamedFormat> = new Map(
  Object.entries({
    dns1123Label: dns('label'),
    dns1123Subdomain: dns('subdomain'),
    dns1035Label: dns('service'),
    dns1123LabelPrefix: dnsPrefix('label'),
    dns1123SubdomainPrefix: dnsPrefix('subdomain'),
    dns1035LabelPrefix: dnsPrefix('service'),
    qualifiedName: isLabelKey,
    labelValue: isLabelValue,
    uri: isUri,
    uuid: isUuid,
    byte: isBase64,
    date: isDate,
    datetime: isDateTime,
  }).map(([name, accepts]) => [name, new NamedFormat(name, accepts)]),
);

/** Formats as values: `format.uuid().validate(x)`. Source: k8s.io/apiserver/pkg/cel/library/format.go. */
export const namedFormats: Library = {
  functions: {
    ...Object.fromEntries(Array.from(formats, ([name, format]) => [`format.${name}`, [overload([], () => format)]])),
    'format.named': [overload(['string'], (name) => new Optional(formats.get(name)))],
  },
  members: { validate: [validate()] },
};

/** Nothing, or a list of what is wrong. */
function validate(): Overload {
  return overload([NamedFormat, 'string'], ({ name, accepts }, text, frame) => {
    burnText(frame, text);
    return accepts(text) ? none : new Optional(new MadeList([`is not of the format ${name}`]));
  });
}

function dns(kind: DnsNameKind): (text: string) => boolean {
  return (text) => isDnsName(text, kind);
}

/** Something follows, so that a hyphen may stand at the end. */
function dnsPrefix(kind: DnsNameKind): (text: string) => boolean {
  return (text) => isDnsName(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text, kind);
}
