/** A setting of postgresql.conf. */
export interface Parameter {
  /** As Postgres writes it; it does not care about upper and lower case. */
  readonly name: string;
  readonly type: ParameterType;
  /** Of a number without a unit: `B`, `kB`, `8kB`, `MB` of a size, `us`, `ms`, `s`, `min` of a time. */
  readonly unit?: string;
  /** In `unit`, both included. */
  readonly min?: number;
  readonly max?: number;
  /** All values of an enum; of a string, some that are often written. */
  readonly values?: readonly string[];
  /** Values of an enum that Postgres still takes but no longer names. */
  readonly hiddenValues?: readonly string[];
  /** Of the newest Postgres, with the unit that reads best; absent: none, or it depends on the platform. */
  readonly default?: string;
  /** A value that is more often wanted than the default. */
  readonly sample?: string;
  /**
   * What a change needs: a restart; a reload, new connections after one, or a reload that single sessions may override.
   * `fixed`: it can only be read.
   */
  readonly apply: 'restart' | 'reload' | 'connection' | 'session' | 'fixed';
  /** Major versions of Postgres that know it: from `since` on, before `until`; absent: all from 9.6 on. */
  readonly since?: string;
  readonly until?: string;
  /** Set by whatever runs Postgres in Kubernetes: known, but not offered. */
  readonly owned?: true;
  /** Markdown. */
  readonly help: string;
  /** Help per value. */
  readonly valueHelp?: Readonly<Record<string, string>>;
  /** Page of Postgres' manual; absent for what the newest version does not have, and for extensions. */
  readonly link?: string;
}

export type ParameterType = 'bool' | 'integer' | 'real' | 'string' | 'enum' | 'size' | 'time';

/**
 * Reads the tables beside this file. A line at the margin is a parameter, its cells are
 * `name | type unit or values (hidden values) | min..max | default [sample] | apply | since..until | owned`, empty ones
 * at the end left out. Indented lines are its help, `- value: text` that of a value. `# page` names the page of the
 * manual for what follows, `#` none. Throws an Error on a line that is none of this.
 */
export function readParameters(lines: readonly string[]): Parameter[] {
  return splitParameters(lines).map(readParameter);
}

/** The lines of one parameter, not read yet: a manifest has a handful of the hundreds. */
export interface WrittenParameter {
  readonly name: string;
  readonly head: string;
  readonly help: readonly string[];
  readonly page: string;
}

export function splitParameters(lines: readonly string[]): WrittenParameter[] {
  const found: WrittenParameter[] = [];
  let page = '';
  let help: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith('#')) page = line.slice(1).trim();
    else if (!line.startsWith(' ')) {
      help = [];
      found.push({ name: line.slice(0, Math.max(0, line.indexOf('|'))).trim(), head: line, help, page });
    } else if (help) help.push(line);
    else throw new Error(`Help without a parameter: ${line}`);
  }
  return found;
}

export function readParameter(written: WrittenParameter): Parameter {
  const draft = readHead(written.head, written.page);
  for (const line of written.help) addHelp(draft, line.trim());
  const { facts, help, valueHelp } = draft;
  return { ...facts, help: help.join(' '), ...(Object.keys(valueHelp).length > 0 && { valueHelp }) };
}

interface Draft {
  readonly facts: Omit<Parameter, 'help' | 'valueHelp'>;
  readonly help: string[];
  readonly valueHelp: Record<string, string>;
}

const types: readonly string[] = ['bool', 'integer', 'real', 'string', 'enum', 'size', 'time'];
const applies: readonly string[] = ['restart', 'reload', 'connection', 'session', 'fixed'];

function readHead(line: string, page: string): Draft {
  const [name = '', kind = '', range = '', usual = '', apply = '', versions = '', flag = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  const [plain, hidden] = bracketed(kind, '(', ')');
  const [type = ''] = plain.split(' ', 1);
  const rest = plain.slice(type.length + 1);
  if (name === '' || !isType(type) || !isApply(apply)) throw new Error(`Not a parameter: ${line}`);
  const [low = '', high = ''] = range.split('..');
  const [standard, sample] = bracketed(usual, '[', ']');
  const [since, until] = versions.split('..');
  const measured = type === 'size' || type === 'time';
  return {
    facts: {
      name,
      type,
      ...(measured && { unit: rest }),
      ...(low !== '' && { min: Number(low) }),
      ...(high !== '' && { max: Number(high) }),
      ...(!measured && rest !== '' && { values: rest.split(', ') }),
      ...(hidden !== undefined && { hiddenValues: hidden.split(', ') }),
      ...(standard !== '' && { default: standard.replace(/^'(.*)'$/, '$1') }),
      ...(sample !== undefined && { sample }),
      apply,
      ...(since !== undefined && since !== '' && { since }),
      ...(until !== undefined && until !== '' && { until }),
      ...(flag === 'owned' && { owned: true as const }),
      ...(page !== '' && { link: manualLink(page, name) }),
    },
    help: [],
    valueHelp: {},
  };
}

/** `b (c)` as `b` and `c`. */
function bracketed(text: string, open: string, close: string): [outside: string, inside: string | undefined] {
  const at = text.endsWith(close) ? text.indexOf(open) : -1;
  return at < 0 ? [text, undefined] : [text.slice(0, at).trimEnd(), text.slice(at + 1, -1)];
}

function addHelp(draft: Draft, text: string): void {
  const [, value, help] = /^- ([^:]+): (.*)$/.exec(text) ?? [];
  if (value === undefined || help === undefined) draft.help.push(text);
  else draft.valueHelp[value] = help;
}

function manualLink(page: string, name: string): string {
  return `https://www.postgresql.org/docs/current/${page}.html#GUC-${name.toUpperCase().replaceAll('_', '-')}`;
}

function isType(text: string): text is ParameterType {
  return types.includes(text);
}

function isApply(text: string): text is Parameter['apply'] {
  return applies.includes(text);
}
