import { nearestName } from '../../vocabulary/nearest.ts';

/** As `SHOW CHARACTER SET` of MariaDB 10.11 and 11.8 lists them; `utf8` is another name of `utf8mb3`. */
const characterSets: readonly string[] = (
  'big5 dec8 cp850 hp8 koi8r latin1 latin2 swe7 ascii ujis sjis hebrew tis620 euckr koi8u gb2312 greek cp1250 gbk latin5 ' +
  'armscii8 utf8mb3 ucs2 cp866 keybcs2 macce macroman cp852 latin7 utf8mb4 cp1251 utf16 utf16le cp1256 cp1257 utf32 ' +
  'binary geostd8 cp932 eucjpms utf8'
).split(' ');

/** What names of collations are made of behind the set, in MariaDB 10.11 and 11.8. */
const collationWords: readonly string[] = (
  '0900 520 ai as bin bulgarian chinese ci croatian cs czech da danish de english eo es esperanto estonian et general ' +
  'general1400 german1 german2 hr hu hungarian icelandic is japanese korean la latvian lithuanian lt lv myanmar mysql500 ' +
  'mysql561 nopad pb persian pl polish ro roman romanian sinhala sk sl slovak slovenian spanish spanish2 sv swedish thai ' +
  'tr trad turkish uca1400 ukrainian unicode vi vietnamese w2'
).split(' ');

/** What is wrong with a name; `meant` is the one that is probably meant. */
export interface NameFault {
  readonly meant: string | undefined;
}

/** `undefined`: MariaDB has it. Case does not count. */
export function characterSetFault(name: string): NameFault | undefined {
  const folded = name.toLowerCase();
  return characterSets.includes(folded) ? undefined : { meant: nearestName(folded, characterSets) };
}

/** `undefined`: MariaDB has it, or may have it: there are more than a thousand, and more with each release. */
export function collationFault(name: string): NameFault | undefined {
  const [set = '', ...words] = name.toLowerCase().split('_');
  if (set === 'uca1400' || (characterSets.includes(set) && words.every((word) => collationWords.includes(word)))) {
    return undefined;
  }
  const meantSet = characterSets.includes(set) ? set : nearestName(set, characterSets);
  const meant = words.map((word) => (collationWords.includes(word) ? word : nearestName(word, collationWords)));
  const isMeant = words.length > 0 && meantSet !== undefined && !meant.includes(undefined);
  return { meant: isMeant ? [meantSet, ...meant].join('_') : undefined };
}

/** The set that a collation is of; `undefined`: none that is known, or it is of several. */
export function setOf(collation: string): string | undefined {
  const [set = ''] = collation.toLowerCase().split('_');
  return characterSets.includes(set) ? canonicalSet(set) : undefined;
}

export function canonicalSet(set: string): string {
  const folded = set.toLowerCase();
  return folded === 'utf8' ? 'utf8mb3' : folded;
}

/** MariaDB 11.4.5 took over the names of MySQL 8. https://mariadb.com/docs/server/reference/data-types/string-data-types/character-sets/supported-character-sets-and-collations */
export function isOfMySql(collation: string): boolean {
  return collation.toLowerCase().split('_').includes('0900');
}
