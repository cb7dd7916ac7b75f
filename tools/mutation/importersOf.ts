/**
 * Who needs a file, and how far it is away from it: 1 for those that import it themselves.
 * @param imports of all files, by path
 */
export function importersOf(
  file: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const users = new Map<string, string[]>();
  for (const [from, targets] of imports)
    for (const target of targets) users.set(target, [...(users.get(target) ?? []), from]);
  const found = new Map<string, number>([[file, 0]]);
  for (const [each, distance] of found)
    for (const user of users.get(each) ?? []) if (!found.has(user)) found.set(user, distance + 1);
  found.delete(file);
  return found;
}
