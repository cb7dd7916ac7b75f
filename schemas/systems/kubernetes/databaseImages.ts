import type { ManifestNode } from '../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../vocabulary/read.ts';

/** An official image of a database, whose start script reads variables. */
export interface DatabaseImage {
  readonly database: 'postgres' | 'mysql' | 'mariadb' | 'mongo';
  /** First number of the tag; `undefined`: not said. */
  readonly major: number | undefined;
}

/** The image of a container if it is an official one; images built upon them have scripts of their own. */
export function databaseImage(container: ManifestNode): DatabaseImage | undefined {
  const image = textOf(container.at('image'));
  const found =
    /^(?:(?:registry-1\.|index\.)?docker\.io\/)?(?:library\/)?(postgres|mysql|mariadb|mongo)(?::([^/@]*))?(?:@[^/]*)?$/.exec(
      image ?? '',
    );
  const database = found?.[1];
  if (database === undefined) return undefined;
  const major = /^v?(\d+)/.exec(found?.[2] ?? '')?.[1];
  return { database: database as DatabaseImage['database'], major: major === undefined ? undefined : Number(major) };
}

/** Starts the server by the image's own script: no command, and arguments that are only options of the server. */
export function startsServer(container: ManifestNode): boolean {
  const args = container.at('args');
  if (isWritten(container.at('command')) || isPlaceholder(args)) return false;
  const [first] = args.items();
  return first === undefined || /^(?:-|postgres$|mysqld$|mariadbd$|mongod$)/.test(textOf(first) ?? '');
}

/** A variable of a container, with what sets it; `undefined`: may be set, nobody can tell. */
export function variable(container: ManifestNode, name: string): ManifestNode | false | undefined {
  const list = container.at('env');
  const items = list.items();
  const found = items.filter((item) => item.at('name').value === name).at(-1);
  if (found !== undefined) return found;
  const from = container.at('envFrom');
  const isOpen = from.items().length > 0 || isPlaceholder(from) || (isWritten(list) && list.kind !== 'list');
  return isOpen || items.some((item) => textOf(item.at('name')) === undefined) ? undefined : false;
}
