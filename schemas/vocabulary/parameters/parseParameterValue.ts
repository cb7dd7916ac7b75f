import type { Said } from '../../contract/index.ts';
import { listed, say } from '../../vocabulary/say.ts';
import type { Parameter } from './readParameters.ts';

/** `value`: bytes of a size, milliseconds of a time, else what Postgres makes of it. `problem`: one sentence. */
export type ParameterValue =
  { readonly ok: true; readonly value: string | number | boolean } | { readonly ok: false; readonly problem: Said };

/**
 * Reads a value as Postgres does (`parse_int`, `parse_real`, `parse_bool` and `config_enum_lookup_by_name` of its
 * guc.c): units tell upper from lower case, words do not. Takes what any version from 9.6 on takes.
 */
export function parseParameterValue(parameter: Parameter, text: string): ParameterValue {
  if (parameter.apply === 'fixed') return problem(say`${parameter.name} can only be read: remove it`);
  switch (parameter.type) {
    case 'string':
      return { ok: true, value: text };
    case 'bool':
      return parseBool(parameter, text.trim());
    case 'enum':
      return parseEnum(parameter, text);
    default:
      return parseNumber(parameter, text.trim());
  }
}

/** Bytes or milliseconds in one `unit`; 1 where there is none. */
export function unitFactor(unit: string | undefined): number {
  return unit === undefined ? 1 : (sizeUnits[unit] ?? timeUnits[unit] ?? 1);
}

/** A number in the unit of the parameter as a person would write it: `128kB`, `2min`. */
export function writeAmount(parameter: Parameter, amount: number): string {
  const units = parameter.type === 'size' ? sizeUnits : parameter.type === 'time' ? timeUnits : {};
  if (amount <= 0) return String(amount);
  const total = amount * unitFactor(parameter.unit);
  const fitting = Object.entries(units).filter(([name, factor]) => name !== '8kB' && total >= factor);
  const whole = fitting.filter(([, factor]) => Number.isInteger(total / factor)).at(-1);
  const [name, factor] = (total / (whole?.[1] ?? 1) < 10_000 ? whole : undefined) ?? fitting.at(-1) ?? ['', 1];
  return `${Math.floor((total / factor) * 10) / 10}${name}`;
}

/** In ascending order. */
const sizeUnits: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1024,
  '8kB': 8192,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
};
const timeUnits: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const writableSizeUnits = ['B', 'kB', 'MB', 'GB', 'TB'];
const writableTimeUnits = Object.keys(timeUnits);

function parseNumber(parameter: Parameter, text: string): ParameterValue {
  const { name, type } = parameter;
  const digits = /^[+-]?(?:0[xX][\da-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/.exec(text)?.[0] ?? '';
  const unit = text.slice(digits.length).trimStart();
  if (digits === '' || /\s/.test(unit)) return refused(parameter, text, say`it takes ${wanted(parameter)}`);
  const number = readDigits(digits, type);
  const units = type === 'size' ? writableSizeUnits : type === 'time' ? writableTimeUnits : [];
  if (unit !== '' && units.length === 0)
    return refused(parameter, text, say`it takes ${wanted(parameter)} without a unit`);
  if (unit !== '' && !units.includes(unit)) {
    const meant = units.find((known) => known.toLowerCase() === unit.toLowerCase());
    if (meant === undefined) return refused(parameter, text, say`its units are ${listed(units, 'and')}`);
    return refused(parameter, text, say`units tell upper from lower case, write "${digits}${meant}"`);
  }
  const exact = unit === '' ? number : (number * unitFactor(unit)) / unitFactor(parameter.unit);
  const amount = type === 'real' || type === 'time' ? exact : Math.round(exact);
  const { min, max } = parameter;
  if (min !== undefined && amount < min) {
    return problem(say`"${text}" is too little for ${name}: the least is ${writeAmount(parameter, min)}`);
  }
  if (max !== undefined && amount > max) {
    return problem(say`"${text}" is too much for ${name}: the most is ${writeAmount(parameter, max)}`);
  }
  return {
    ok: true,
    value: amount < 0 ? amount : amount * unitFactor(parameter.unit),
  };
}

/** C's notation for whole numbers: hexadecimal after `0x`, octal after `0`. */
function readDigits(digits: string, type: Parameter['type']): number {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/.exec(digits) ?? [];
  const whole = type === 'real' ? undefined : /^0([0-7]+)$/.exec(rest)?.[1];
  const size = whole === undefined ? Number(rest) : Number.parseInt(whole, 8);
  return sign === '-' ? -size : size;
}

/** As Postgres: any beginning of a word that cannot be taken for another one. */
function parseBool(parameter: Parameter, text: string): ParameterValue {
  const value = readBool(text);
  return value === undefined ? refused(parameter, text, say`write "on" or "off"`) : { ok: true, value };
}

function readBool(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (word === '') return undefined;
  if (word === 'on' || word === '1' || 'true'.startsWith(word) || 'yes'.startsWith(word)) return true;
  if (word === 'off' || word === 'of' || word === '0' || 'false'.startsWith(word) || 'no'.startsWith(word))
    return false;
  return undefined;
}

function parseEnum(parameter: Parameter, text: string): ParameterValue {
  const { values = [], hiddenValues = [] } = parameter;
  const word = text.toLowerCase();
  if (word === '' && parameter.default === undefined) return { ok: true, value: '' };
  const meant = [...values, ...hiddenValues].find((value) => value.toLowerCase() === word);
  if (meant !== undefined) return { ok: true, value: meant };
  if (values.includes('on') && ['true', 'yes', '1'].includes(word)) return { ok: true, value: 'on' };
  if (values.includes('off') && ['false', 'no', '0'].includes(word)) return { ok: true, value: 'off' };
  const known = listed(
    values.map((value) => `"${value}"`),
    'or',
  );
  return refused(parameter, text, say`write ${known}`);
}

function wanted(parameter: Parameter): Said {
  switch (parameter.type) {
    case 'size':
      return say`a size, a number with kB, MB, GB or TB`;
    case 'time':
      return say`a time, a number with ms, s, min, h or d`;
    case 'integer':
      return say`a whole number`;
    default:
      return say`a number`;
  }
}

function refused(parameter: Parameter, text: string, remedy: Said): ParameterValue {
  return problem(say`Postgres refuses "${text}" for ${parameter.name}: ${remedy}`);
}

function problem(sentence: Said): ParameterValue {
  return { ok: false, problem: sentence };
}
