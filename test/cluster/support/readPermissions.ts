import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as objectTypes from '../../../schemas/vocabulary/objectTypes.ts';
import { root } from '../../support/fixtures.ts';
import type { Grant } from './commands.ts';

/** A row of the README's table of permissions. */
export interface PermissionRow {
  /** What the first sentence names: nothing works without. */
  readonly needed: readonly Grant[];
  /** What the others name: for some databases, some wishes. */
  readonly sometimes: readonly Grant[];
}

/** A kind of resource, where the table says "the resource". */
export interface ResourceKind {
  readonly group: string;
  readonly plural: string;
}

/** Reads the table as a person does: verbs, then what they are for. @param kinds those of "the resource" */
export async function readPermissions(title: string, kinds: readonly ResourceKind[]): Promise<PermissionRow> {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const lines = readme.split(/\r?\n/);
  const rows = lines.slice(lines.indexOf('| for | verbs |')).map((line) => line.split('|').map((each) => each.trim()));
  const cell = rows.find(([, first = '']) => first === title)?.[2];
  assert.ok(cell, `The README has no row "${title}"`);
  const [first = '', ...others] = cell.split('. ');
  const more = /those of (\w+)/.exec(first)?.[1];
  const titles = rows.map(([, each = '']) => each);
  const base = titles.find((each) => more !== undefined && each.startsWith(`${more},`));
  const inherited = base === undefined ? undefined : await readPermissions(base, kinds);
  return {
    needed: unique([...(inherited?.needed ?? []), ...grantsIn(first, kinds)]),
    sometimes: unique([...(inherited?.sometimes ?? []), ...others.flatMap((text) => grantsIn(text, kinds))]),
  };
}

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

function grantsIn(text: string, kinds: readonly ResourceKind[]): readonly Grant[] {
  const grants: Grant[] = [];
  let current: string[] = [];
  let isComplete = true;
  for (const [word, quoted] of text.matchAll(/`([a-z/]+)`|the resource|its status|what is applied|\bit\b/g)) {
    if (quoted !== undefined && verbs.includes(quoted)) {
      current = isComplete ? [quoted] : [...current, quoted];
      isComplete = false;
      continue;
    }
    isComplete = true;
    // `psql` stands for no resource; it comes before any verb.
    for (const verb of current) grants.push(...resourcesOf(quoted ?? word, kinds).map((each) => ({ verb, ...each })));
  }
  return grants;
}

function resourcesOf(word: string, kinds: readonly ResourceKind[]): readonly Omit<Grant, 'verb'>[] {
  if (word === 'its status') return kinds.map(({ group, plural }) => ({ group, resource: `${plural}/status` }));
  if (!/^[a-z/]+$/.test(word) || word === 'it') return kinds.map(({ group, plural }) => ({ group, resource: plural }));
  if (word === 'backups') return [{ group: 'postgresql.cnpg.io', resource: word }];
  const type = Object.values(objectTypes).find(({ plural }) => plural === word.split('/')[0]);
  assert.ok(type, `The README names ${word}, which is no type that the product knows`);
  return [{ group: type.group, resource: word }];
}

function unique(grants: readonly Grant[]): readonly Grant[] {
  return [...new Map(grants.map((each) => [JSON.stringify(each), each])).values()];
}
