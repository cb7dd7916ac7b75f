import type { SchemaNode } from '../../contract/index.ts';
import { convertRe2 } from './convertRe2.ts';
import { LinearPattern } from './linearPattern.ts';

/**
 * A pattern of a schema, ready for whoever checks texts.
 * @param isForeign nobody has read it: it stays as it is, and is run in linear time
 * @throws {Re2Error} for what the API server does not take either, JavaScript cannot say, or is too large
 */
export function readPattern(source: string, isForeign: boolean): NonNullable<SchemaNode['pattern']> {
  if (!isForeign) return { source, ...convertRe2(source) };
  LinearPattern.check(source);
  return { source };
}
