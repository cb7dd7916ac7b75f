import { decodePercent, parseUri } from '../../../../schemas/vocabulary/formats/uri.ts';
import type { Uri } from '../../../../schemas/vocabulary/formats/uri.ts';
import { isUri } from '../../../../schemas/vocabulary/formats/uris.ts';
import { MadeList } from '../madeList.ts';
import { MadeMap } from '../madeMap.ts';
import { overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { encodeUtf8 } from '../utf8.ts';
import { Failure, Opaque } from '../values.ts';

class Url extends Opaque {
  readonly typeName = 'kubernetes.URL';
  readonly uri: Uri;

  constructor(uri: Uri) {
    super();
    this.uri = uri;
  }

  equals(other: Opaque): boolean {
    return other instanceof Url && JSON.stringify(other.#parts) === JSON.stringify(this.#parts);
  }

  get #parts(): unknown {
    return { ...this.uri, path: this.escapedPath };
  }

  get escapedPath(): string {
    const { path } = this.uri;
    return /^[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]%]*$/.test(path) ? path : escapePath(decodePercent(path));
  }

  /** Host and port. */
  get parts(): { readonly name: string; readonly port: string } {
    const { host } = this.uri;
    const [, name = host, port = ''] = /^(.*):(\d*)$/s.exec(host) ?? [];
    return { name: name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name, port };
  }
}

/** URLs. Source: k8s.io/apiserver/pkg/cel/library/urls.go. */
export const urls: Library = {
  functions: {
    url: [
      overload(['string'], (text) => {
        const uri = parseUri(text);
        return uri === undefined ? new Failure('URL parse error') : new Url(uri);
      }),
    ],
    isURL: [overload(['string'], isUri)],
  },
  members: {
    getScheme: [overload([Url], ({ uri }) => uri.scheme)],
    getHost: [overload([Url], ({ uri }) => uri.host)],
    getHostname: [overload([Url], ({ parts }) => parts.name)],
    getPort: [overload([Url], ({ parts }) => parts.port)],
    getEscapedPath: [overload([Url], ({ escapedPath }) => escapedPath)],
    getQuery: [overload([Url], ({ uri }) => queryOf(uri.query))],
  },
};

function escapePath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-_.~$&+,/:;=@]/gu, (char) =>
    Array.from(encodeUtf8(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** Values by their names; what is malformed is left out. */
function queryOf(query: string): MadeMap {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '' || pair.includes(';') || /%(?![0-9A-Fa-f]{2})/.test(pair)) continue;
    const [name = '', ...value] = pair.split('=').map((part) => part.replaceAll('+', ' '));
    const key = decodePercent(name);
    values.set(key, [...(values.get(key) ?? []), decodePercent(value.join('='))]);
  }
  const map = new MadeMap();
  for (const [name, list] of values) map.set(name, new MadeList(list));
  return map;
}
