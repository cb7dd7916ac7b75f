import type { SslMode } from '../../schemas/contract/index.ts';

export interface OptionFile {
  readonly user: string;
  readonly password: string;
  readonly mode: SslMode;
  /** Path of the authority's certificate. */
  readonly certificate?: string | undefined;
}

/**
 * Options of the programs `mysql` of MySQL and of MariaDB, which name encryption differently: what only MySQL knows is
 * `loose`, so that MariaDB passes it over. https://dev.mysql.com/doc/refman/8.4/en/option-files.html
 */
export function optionFile({ user, password, mode, certificate }: OptionFile): string {
  const authority = certificate === undefined ? [] : [`ssl-ca=${quoted(certificate)}`];
  // PREFERRED is what MySQL does anyway, and MariaDB warns of what it passes over.
  const mySql = mysqlModes[mode] === 'PREFERRED' ? [] : [`loose-ssl-mode=${mysqlModes[mode]}`];
  const mariaDb = mode === 'disable' ? ['skip-ssl'] : mode === 'allow' || mode === 'prefer' ? [] : ['ssl'];
  return [
    clientSection([
      ['user', user],
      ['password', password],
    ]),
    ...mySql,
    ...authority,
    '[client-mariadb]',
    ...mariaDb,
    // It verifies the host name or nothing, and through a tunnel no name fits.
    'loose-skip-ssl-verify-server-cert',
    '',
  ].join('\n');
}

/** A section of an option file that client programs read. */
export function clientSection(options: readonly (readonly [option: string, value: string])[]): string {
  return ['[client]', ...options.map(([option, value]) => `${option}=${quoted(value)}`)].join('\n');
}

/** Reads as the same text with the programs' own escapes; all other characters stand for themselves inside quotes. */
function quoted(text: string): string {
  const escaped = text
    .replace(/["'\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

/** Through a tunnel no host name can be compared, so `verify-full` verifies the authority. */
export const mysqlModes: Readonly<Record<SslMode, string>> = {
  disable: 'DISABLED',
  allow: 'PREFERRED',
  prefer: 'PREFERRED',
  require: 'REQUIRED',
  'verify-ca': 'VERIFY_CA',
  'verify-full': 'VERIFY_CA',
};
