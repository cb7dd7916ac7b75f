import type { LanguagePack } from '../../schemas/contract/index.ts';
import { valueCodes } from './charts/valueCodes.ts';
import { commentCodes } from './commentCodes.ts';
import { configurationCodes } from './configuration/configurationCodes.ts';
import { nameCodes } from './nameCodes.ts';
import { schemaCodes } from './schema/schemaCodes.ts';
import { yamlCodes } from './yaml/yamlCodes.ts';

/** Everything that a problem can be called, and its page: what packs find, and what is found in any document. */
export function knownCodes(packs: Iterable<LanguagePack>): ReadonlySet<string> {
  return new Set([...general, ...Array.from(packs, ({ rules }) => rules.map(({ id }) => id)).flat()]);
}

/** The same about one: only the pack that it would be of is looked into. */
export function isKnownCode(packs: Iterable<LanguagePack>, code: string): boolean {
  if (general.has(code)) return true;
  const owner = code.slice(0, code.indexOf('/'));
  return Array.from(packs).some((pack) => pack.system.id === owner && pack.rules.some(({ id }) => id === code));
}

const general: ReadonlySet<string> = new Set(
  [schemaCodes, nameCodes, valueCodes, configurationCodes, commentCodes, yamlCodes].flatMap((codes) =>
    Object.keys(codes),
  ),
);
