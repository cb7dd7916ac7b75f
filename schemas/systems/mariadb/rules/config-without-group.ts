import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Settings stand below a group. */
export const configWithoutGroup: Rule = {
  id: 'mariadb/config-without-group',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `A file of settings begins with a group, such as \`[mariadb]\`. A setting before the first one keeps the server from starting: it says
"Found option without preceding group". Write \`[mariadb]\` above.`,
  source: 'https://mariadb.com/kb/en/configuring-mariadb-with-option-files/#option-file-syntax',
  *check({ spec }) {
    const node = spec.at('myCnf');
    const text = textOf(node);
    if (text === undefined || isFilledInLater(text)) return;
    const first = text.split('\n').find((line) => !/^\s*(?:[#;]|$)/.test(line));
    // `!include` and `!includedir` need no group.
    if (first === undefined || /^\s*[[!]/.test(first)) return;
    const value = `[mariadb]\n${text}`;
    yield {
      node,
      mark: 'key',
      message: say`A setting stands before the first group, and the server does not start: write \`[mariadb]\` above.`,
      fixes: [{ title: say`Write \`[mariadb]\` above`, edits: [{ do: 'set', node, value }] }],
    };
  },
};
