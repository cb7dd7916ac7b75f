import type { Rule } from '../../../contract/index.ts';
import { isFalse, isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { mayBeAnnotated } from '../clusterAnnotations.ts';
import { barmanPlugin } from '../naming.ts';
import { mayArchive } from '../objectStores.ts';

/** Base backups without the WAL after them. */
export const pluginNotArchiving: Rule = {
  id: 'cloudnative-pg/plugin-not-archiving',
  severity: 'warning',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `The Barman Cloud plugin archives WAL only with \`isWALArchiver: true\`. Without it, and without another archive, backups can
be made and nothing after them can be restored; the WAL that makes a backup consistent is missing too. Set it, unless something
else archives.`,
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  since: '1.26',
  *check({ spec, root }) {
    const plugins = spec.at('plugins').items();
    const plugin = plugins.find((each) => each.at('name').value === barmanPlugin && !isFalse(each.at('enabled')));
    const builtIn = spec.at('backup', 'barmanObjectStore');
    const hasOther = plugins.some(mayArchive) || isWritten(builtIn) || isHidden(builtIn);
    if (!plugin || hasOther || mayBeAnnotated(root, 'cnpg.io/skipWalArchiving', 'enabled')) return;
    const node = plugin.at('isWALArchiver');
    yield {
      node: plugin.at('name'),
      message: say`Nothing archives WAL, so nothing after a backup can be restored: set \`isWALArchiver: true\`.`,
      fixes: [{ title: say`Set \`isWALArchiver: true\``, edits: [{ do: 'set', node, value: true }], safe: false }],
    };
  },
};
