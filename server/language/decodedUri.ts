/** Editors disagree on what they encode in a URI (`@`, `:`, umlauts): to be compared without it, or read. As it is if it cannot be read. */
export function decodedUri(uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
