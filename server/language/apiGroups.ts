import type { Identity } from '../../schemas/contract/index.ts';

/** What a document says it is. */
export type Header = Pick<Identity, 'apiVersion' | 'kind'>;

/** `example.com` of `example.com/v1`; empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** What a kind may have as `apiVersion`. */
export function apiVersionsOf({ group, versions }: { group: string; versions: readonly string[] }): string[] {
  return versions.map((version) => (group === '' ? version : `${group}/${version}`));
}
