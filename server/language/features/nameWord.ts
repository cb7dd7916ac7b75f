import type { Said } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { kindOf } from '../workspace/readNames.ts';

/** For people: a user of `pack/user`, `Backup` of `Backup.example.com`. */
export function nameWord(type: string): Said {
  const word = type.slice(type.lastIndexOf('/') + 1);
  if (word === type) return say`${kindOf(type)}`;
  return words.get(word) ?? say`${word.replaceAll('-', ' ')}`;
}

/** Things that have a name and are no resource. */
const words: ReadonlyMap<string, Said> = new Map([
  ['role', say`role`],
  ['user', say`user`],
  ['database', say`database`],
  ['tablespace', say`tablespace`],
  ['repository', say`repository`],
  ['instance-set', say`instance set`],
  ['external-cluster', say`external cluster`],
  ['component-image', say`component image`],
  ['container', say`container`],
  ['volume', say`volume`],
  ['key', say`key`],
  ['team', say`team`],
]);
