/**
 * One spelling per file. Editors differ in what they escape (`file:///c%3A/x`, `file:///C:/x`), and the folder scan has
 * a spelling of its own; the editor's is kept for answers.
 */
export function canonicalUri(uri: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)((?:\/[^?#]*)?)((?:[?#].*)?)$/is.exec(uri);
  if (!match) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const segments = path.split('/').map((segment) => encodeURIComponent(decode(segment)));
  const drive = /^[A-Za-z]%3A$/.exec(segments[1] ?? '');
  if (scheme.toLowerCase() === 'file' && drive) segments[1] = drive[0].toLowerCase();
  return `${scheme.toLowerCase()}://${authority}${segments.join('/')}${rest}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
