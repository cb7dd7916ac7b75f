import { isAuthority, isUri } from './uris.ts';

/** The parts of an address, as Go's `url.Parse` reads it. https://pkg.go.dev/net/url#URL */
export interface Uri {
  /** In lower case; empty where none is written. */
  readonly scheme: string;
  /** User and password as written. */
  readonly user: string;
  /** With the port, escapes resolved. */
  readonly host: string;
  /** As written; none behind a scheme without `/`, as in `mailto:a@b`. */
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Of what the format `uri` takes; `undefined`: it does not, or not without the fragment, which it counts as something else. */
export function parseUri(text: string): Uri | undefined {
  if (!isUri(text)) return undefined;
  const hash = text.indexOf('#');
  const address = hash < 0 ? text : text.slice(0, hash);
  const [, name = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/is.exec(address) ?? [];
  const mark = rest.indexOf('?');
  const place = mark < 0 ? rest : rest.slice(0, mark);
  const scheme = name.toLowerCase();
  const hasHost = place.startsWith('//') && (scheme !== '' || !place.startsWith('///'));
  const end = hasHost && place.indexOf('/', 2) >= 0 ? place.indexOf('/', 2) : hasHost ? place.length : 0;
  const authority = place.slice(2, end);
  if (hasHost && !isAuthority(scheme, authority)) return undefined;
  const at = authority.lastIndexOf('@');
  return {
    scheme,
    user: authority.slice(0, Math.max(0, at)),
    host: decodePercent(authority.slice(at + 1)),
    path: place.startsWith('/') || scheme === '' ? place.slice(end) : '',
    query: mark < 0 ? '' : rest.slice(mark + 1),
    fragment: hash < 0 ? '' : text.slice(hash + 1),
  };
}

/** Escapes that make no UTF-8 stay. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
