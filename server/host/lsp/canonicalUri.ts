import { decodedUri } from '../../language/decodedUri.ts';

/**
 * One spelling per file. Editors differ in what they escape (`file:///c%3A/x`, `file:///C:/x`), and the folder scan has
 * a spelling of its own; the editor's is kept for answers.
 */
export function canonicalUri(uri: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)((?:\/[^?#]*)?)((?:[?#].*)?)$/is.exec(uri);
  if (!match) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const segments = path.split('/').map((segment) => encodeURIComponent(decodedUri(segment)));
  const drive = /^[A-Za-z]%3A$/.exec(segments[1] ?? '');
  if (scheme.toLowerCase() === 'file' && drive) segments[1] = drive[0].toLowerCase();
  return `${scheme.toLowerCase()}://${authority}${segments.join('/')}${rest}`;
}

/** Whether a file lies somewhere below a folder. @param folder its URI, as the editor spells it @param key canonical */
export function isIn(folder: string, key: string): boolean {
  return key.startsWith(`${canonicalUri(folder).replace(/\/$/, '')}/`);
}
