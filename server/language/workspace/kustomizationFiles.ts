/** A name by which people mark patches, for files that no `kustomization.yaml` in sight lists. */
export function isPatchFile(uri: string): boolean {
  const path = uri.slice(0, uri.indexOf('?') < 0 ? undefined : uri.indexOf('?'));
  return /(?:^|[/._-])patch(?:es)?(?=[/._-])/i.test(path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1)));
}

/** `kustomization.yaml` and its other spellings: what it says may leave out `kind`. */
export function isKustomizationFile(uri: string): boolean {
  return /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(uri);
}

/** Resolves a relative path against the URI of a file, `.` and `..` included. */
export function resolveUri(base: string, path: string): string {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(base)?.[0] ?? '';
  const segments = path.startsWith('/') ? [] : base.slice(root.length).split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(encodeURIComponent(segment));
  }
  const joined = segments.join('/');
  return root + (joined.startsWith('/') ? joined : `/${joined}`);
}
