import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What Postgres cannot parse is dropped as a whole, in silence. */
export const roleOptionsUnreadable: Rule = {
  id: 'crunchy/role-options-unreadable',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator parses \`options\` as the end of \`ALTER ROLE ... WITH\`. If that fails, it drops ALL of them without a
word: no event, no line in the log. Options are separated by blanks, not by commas: \`CREATEDB CONNECTION LIMIT 10\`.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/postgres/users.go#L31',
  *check({ spec }) {
    for (const user of spec.at('users').items()) {
      const node = user.at('options');
      const text = textOf(node);
      if (text === undefined || /[;$]|--|\/\*/.test(text) || /password/i.test(text)) continue;
      const wrong = firstUnreadable(text);
      if (wrong === undefined) continue;
      const comma = wrong.word.endsWith(',') || wrong.word === ',';
      const meant = comma ? undefined : nearestName(wrong.word.toUpperCase(), roleOptions);
      const value = comma
        ? text
            .split(',')
            .map((part) => part.trim())
            .join(' ')
            .trim()
        : meant && text.replace(wrong.word, meant);
      const isPlain = node.style === 'plain' || node.style === 'single' || node.style === 'double';
      const start = node.source === text && isPlain ? wrong.index : undefined;
      yield {
        node,
        ...(start === undefined ? {} : { part: { start, end: start + wrong.word.length } }),
        message: comma
          ? say`Options are separated by blanks: with a comma none of them counts. Take it out.`
          : say`None of these options counts, because Postgres does not know "${wrong.word}": correct it, or take it out.`,
        fixes:
          value && firstUnreadable(value) === undefined
            ? [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }]
            : [],
      };
    }
  },
};

/** Attributes of a role, each with its opposite. https://www.postgresql.org/docs/current/sql-alterrole.html */
export const roleOptions: readonly string[] = [
  ...['SUPERUSER', 'CREATEDB', 'CREATEROLE', 'INHERIT', 'LOGIN', 'REPLICATION', 'BYPASSRLS'].flatMap((name) => [
    name,
    `NO${name}`,
  ]),
];

/** Where the text stops being options; a word that is followed by a value is read together with it. */
function firstUnreadable(text: string): { readonly word: string; readonly index: number } | undefined {
  const rest = text
    .replace(/\bCONNECTION\s+LIMIT\s+[+-]?\d+(?=\s|$)/gi, blank)
    .replace(/\bVALID\s+UNTIL\s+'[^']*'/gi, blank);
  for (const { 0: word, index } of rest.matchAll(/\S+/g)) {
    if (!roleOptions.includes(word.toUpperCase())) return { word, index };
  }
  return undefined;
}

function blank(match: string): string {
  return ' '.repeat(match.length);
}
