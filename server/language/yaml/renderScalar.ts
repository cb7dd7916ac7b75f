import type { ScalarStyle } from '../../../schemas/contract/index.ts';
import { isPlainString } from './scalars.ts';

/**
 * A scalar on one line. Text is quoted only where kubectl would read something else, or where the syntax wants it;
 * `quote` keeps the quotes that stood there. A missing or plain style means no quotes if possible.
 */
export function renderScalar(value: string | number | boolean | null, quote?: ScalarStyle, isFlow = false): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value);
  if (quote === 'double') return doubleQuoted(value);
  if (quote === 'single' && !NEEDS_ESCAPE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return isPlainString(value) && canBePlain(value, isFlow) ? value : doubleQuoted(value);
}

/** A key; `quote` keeps the quotes that stood there. */
export function renderKey(key: string, quote?: ScalarStyle, isFlow = false): string {
  return key === '<<' ? doubleQuoted(key) : renderScalar(key, quote, isFlow);
}

function canBePlain(text: string, isFlow: boolean): boolean {
  if (NEEDS_ESCAPE.test(text) || /^\s|\s$|: |:$| #|\t/.test(text)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:](\s|$)/.test(text) || /^(---|\.\.\.)/.test(text)) return false;
  // Plain, these would make a template of the document.
  if (/\{\{|\{%|<%/.test(text)) return false;
  return !isFlow || !/[,[\]{}:?]|^-/.test(text);
}

/** Line breaks, control characters, and what editors or parsers take for one of them. */
const NEEDS_ESCAPE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
