/** `example.com` of `example.com/v1`; empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What a kind may have as `apiVersion`. */
export function apiVersionsOf({ group, versions }: { group: string; versions: readonly string[] }): string[] {
  return versions.map((version) => (group === '' ? version : `${group}/${version}`));
}
