import type { Library, Overload } from '../overloads.ts';
import { addresses } from './addresses.ts';
import { lists } from './lists.ts';
import { namedFormats } from './namedFormats.ts';
import { optionals } from './optionals.ts';
import { quantities } from './quantities.ts';
import { semver } from './semver.ts';
import { standard } from './standard.ts';
import { strings } from './strings.ts';
import { times } from './times.ts';
import { urls } from './urls.ts';

/** What expressions in Kubernetes 1.36 can call. Source: k8s.io/apiserver/pkg/cel/environment/base.go. */
const libraries: readonly Library[] = [
  ...[standard, strings, lists, times, optionals],
  ...[quantities, addresses, urls, namedFormats, semver],
];

/** By name, those of a namespace as `sets.contains`. */
export const functions = collected('functions');

/** Called on a value, which is the first parameter. */
export const members = collected('members');

function collected(table: keyof Library): ReadonlyMap<string, readonly Overload[]> {
  const all = new Map<string, readonly Overload[]>();
  for (const library of libraries)
    for (const [name, overloads] of Object.entries(library[table] ?? {}))
      all.set(name, [...(all.get(name) ?? []), ...overloads]);
  return all;
}
