import type { Finding, ManifestNode, Said } from '../contract/index.ts';
import { parseCidr } from './cidr.ts';
import { parseIpAddress, widthOf } from './ipAddress.ts';
import { nearestName } from './nearest.ts';
import { say } from './say.ts';

/** A line of `pg_hba.conf` by its fields. */
export interface HbaLine {
  /** `local`, `host`, `hostssl`, `hostnossl`, `hostgssenc` or `hostnogssenc`. */
  readonly type: string;
  /** As written: with double quotes around it, `all` is the name of a database. */
  readonly databases: readonly string[];
  /** A range of addresses, a name or a word such as `all`; empty for `local`. A mask that stands by itself is left out. */
  readonly address: string;
  readonly method: string;
}

/** Why PostgreSQL cannot read a line. */
export interface HbaFault {
  readonly problem: Said;
  /** The word that is at fault, unless words are missing. */
  readonly word?: HbaWord;
  /** What was meant by it. */
  readonly by?: string | undefined;
}

export interface HbaWord {
  readonly text: string;
  /** Where it begins in the line. */
  readonly at: number;
}

type Lines = Iterable<readonly [text: string, node: ManifestNode]>;

/**
 * Takes a line apart as PostgreSQL does (`src/backend/libpq/hba.c`; what is refused was asked of version 15). `undefined`: nothing can be
 * said, because it is a comment, takes in another file or has a placeholder where a word decides.
 */
export function readHbaLine(line: string): HbaLine | HbaFault | undefined {
  const words = wordsOf(line);
  const [type, databases, users] = words;
  if (!type || /^include|\$/.test(type.text) || words.slice(0, 3).some(({ text }) => text.startsWith('@')))
    return undefined;
  if (!types.includes(bare(type))) {
    return {
      problem: say`"${bare(type)}" is no type of connection, so PostgreSQL cannot read the line: begin with \`host\`, \`hostssl\` or \`local\`.`,
      word: type,
      by: nearestName(bare(type), types),
    };
  }
  const address = bare(type) === 'local' ? undefined : words[3];
  const hasMask = isAddress(address) && isAddress(words[4]);
  const [method, ...options] = words.slice(3 + (bare(type) === 'local' ? 0 : 1) + (hasMask ? 1 : 0));
  const fault = address && !hasMask ? addressFault(address) : undefined;
  if (fault) return fault;
  if (!databases || !users || !method) return line.includes('$') ? undefined : { problem: tooShort(bare(type)) };
  if (method.text.includes('$')) return undefined;
  return (
    methodFault(type, method) ??
    optionFault(options) ?? {
      type: bare(type),
      databases: databases.text.split(/,\s*/),
      address: address?.text ?? '',
      method: bare(method),
    }
  );
}

/** What PostgreSQL cannot read of lines: one of them keeps it from reading all. */
export function* unreadableHbaLines(lines: Lines): Iterable<Finding> {
  for (const [text, node] of lines) {
    const read = readHbaLine(text);
    if (!read || !('problem' in read)) continue;
    const { problem, word, by } = read;
    yield { node, message: problem, fixes: word && by !== undefined ? [replaced(node, text, word, by)] : [] };
  }
}

/** Lines that let everybody in who reaches the port. Loopback and single hosts are another matter. */
export function* trustingHbaLines(lines: Lines): Iterable<Finding> {
  for (const [text, node] of lines) {
    const read = readHbaLine(text);
    if (!read || 'problem' in read || read.method !== 'trust' || !isWide(read.address)) continue;
    const word = wordsOf(text)
      .filter((each) => bare(each) === 'trust')
      .at(-1);
    yield {
      node,
      message: say`This lets everybody in from "${read.address}" without a password: use \`scram-sha-256\`, or \`cert\`.`,
      fixes: word ? [{ ...replaced(node, text, word, 'scram-sha-256'), title: say`Ask for the password` }] : [],
    };
  }
}

const types: readonly string[] = ['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'];
const methods: readonly string[] = [
  ...['trust', 'reject', 'scram-sha-256', 'md5', 'password', 'gss', 'sspi', 'ident', 'peer', 'ldap', 'radius', 'cert'],
  ...['pam', 'bsd', 'oauth'],
];

/** Blanks end a word, but not behind a comma; what stands in double quotes is one. A backslash at the end takes in the next line. */
function wordsOf(line: string): readonly HbaWord[] {
  if (line.endsWith('\\')) return [];
  return [...line.matchAll(/#.*|(?:"[^"]*"|,\s+|[^\s"#])+/g)]
    .map(({ 0: text, index }) => ({ text, at: index }))
    .filter(({ text }) => !text.startsWith('#'));
}

function bare({ text }: HbaWord): string {
  return text.replaceAll('"', '');
}

function isAddress(word: HbaWord | undefined): boolean {
  return word !== undefined && parseIpAddress(word.text) !== undefined;
}

function addressFault(word: HbaWord): HbaFault | undefined {
  const { text } = word;
  const [host = '', bits] = text.split('/');
  const address = parseIpAddress(host);
  if (text.includes(','))
    return { problem: say`A line has one address, so PostgreSQL cannot read this one: write a line for each.` };
  if (bits === undefined && address) {
    return {
      problem: say`PostgreSQL wants the length of the network behind "${text}", or its mask, and cannot read the line: write "${text}/${widthOf(address.family)}".`,
      word,
      by: `${text}/${widthOf(address.family)}`,
    };
  }
  if (bits === undefined || text.includes('$')) return undefined;
  if (address && (!/^\d+$/.test(bits) || Number(bits) > widthOf(address.family))) {
    return {
      problem: say`"${text}" is no network, so PostgreSQL cannot read the line: behind the slash belongs a number from 0 to ${widthOf(address.family)}.`,
    };
  }
  if (address || !/[g-z_]/i.test(host)) return undefined;
  return {
    problem: say`"${host}" is a name, which has no length, so PostgreSQL cannot read the line: remove "/${bits}".`,
    word,
    by: host,
  };
}

function tooShort(type: string): Said {
  return type === 'local'
    ? say`The line is too short: PostgreSQL wants type, database, user and method.`
    : say`The line is too short: PostgreSQL wants type, database, user, address and method.`;
}

function methodFault(type: HbaWord, word: HbaWord): HbaFault | undefined {
  const method = bare(word);
  if (!methods.includes(method)) {
    return {
      problem: say`"${method}" is no way to log in that PostgreSQL knows, so it cannot read the line: write one like \`scram-sha-256\` or \`cert\`.`,
      word,
      by: nearestName(method, methods),
    };
  }
  const only = onlyFor.get(method);
  if (!only || only.includes(bare(type))) return undefined;
  return {
    problem: say`PostgreSQL knows \`${method}\` only in lines that begin with \`${only[0] ?? ''}\`, and cannot read this one.`,
    ...(method === 'cert' && bare(type) === 'host' ? { word: type, by: 'hostssl' } : { word }),
  };
}

const onlyFor: ReadonlyMap<string, readonly string[]> = new Map([
  ['cert', ['hostssl']],
  ['peer', ['local']],
  ['gss', types.filter((type) => type !== 'local')],
]);

function optionFault(options: readonly HbaWord[]): HbaFault | undefined {
  const strange = options.find(({ text }) => !/[=$]/.test(text));
  if (!strange) return undefined;
  return {
    problem: say`PostgreSQL cannot read "${strange.text}": behind the method stand options only, such as \`map=staff\`.`,
  };
}

function isWide(address: string): boolean {
  if (['all', 'samenet'].includes(address)) return true;
  const cidr = parseCidr(address);
  return cidr !== undefined && cidr.prefix < widthOf(cidr.family) && !/^127\./.test(address);
}

function replaced(node: ManifestNode, line: string, { text, at }: HbaWord, by: string) {
  const value = line.slice(0, at) + by + line.slice(at + text.length);
  return { title: say`Write \`${by}\``, edits: [{ do: 'set', node, value }], safe: false } as const;
}
