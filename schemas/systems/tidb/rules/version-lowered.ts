import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { manual } from '../sources.ts';

/** There is no way back. */
export const versionLowered: Rule = {
  id: 'tidb/version-lowered',
  severity: 'warning',
  kinds: ['TidbCluster'],
  help: `TiDB changes what it stores when it is upgraded, and an older version may not read that: a cluster that has once run with
a newer version is not taken back. The operator does not stop you, and the first pods that start with the old version may not
come up, or worse. Restore the version; to go back make a new cluster and restore a backup from before the upgrade.`,
  source: manual('upgrade-a-tidb-cluster'),
  *check({ spec, previous }) {
    const node = spec.at('version');
    const [now, before] = [textOf(node), textOf(previous?.root.at('spec', 'version') ?? spec)];
    const isVersion = (text: string | undefined): text is string => /^v\d+\.\d+\.\d+/.test(text ?? '');
    if (previous === undefined || !isVersion(now) || !isVersion(before)) return;
    if (!isBefore(now.slice(1), before.slice(1))) return;
    yield {
      node,
      message: say`This was "${before}" when last committed, and an older TiDB may not read what it has stored: restore it.`,
      fixes: [{ title: say`Restore "${before}"`, edits: [{ do: 'set', node, value: before }], safe: false }],
    };
  },
};
