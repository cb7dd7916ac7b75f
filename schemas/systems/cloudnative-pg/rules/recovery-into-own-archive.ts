import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { mayBeAnnotated } from '../clusterAnnotations.ts';
import { externalCluster } from '../externalClusters.ts';
import { archiveOfCluster, archiveOfEntry } from '../objectStores.ts';
import { manual } from '../sources.ts';

/** The check that a new archive is empty, before it is made. */
export const recoveryIntoOwnArchive: Rule = {
  id: 'cloudnative-pg/recovery-into-own-archive',
  severity: 'error',
  kinds: ['Cluster'],
  help: `A new cluster archives only into an empty folder, so that it overwrites nobody's WAL. One that is restored from the very
folder that it would archive into never comes up: "WAL archive check failed ... Expected empty archive". Give its own archive
another \`serverName\`, such as \`<name>-v2\`. With the annotation \`cnpg.io/skipEmptyWalArchiveCheck: enabled\` nobody looks, and
two histories mix.`,
  source: manual('recovery/#restoring-into-a-cluster-with-a-backup-section'),
  *check({ spec, root, resource }) {
    const { name } = resource.identity;
    const isSkipped = mayBeAnnotated(root, 'cnpg.io/skipEmptyWalArchiveCheck', 'enabled');
    const source = externalCluster(spec, textOf(spec.at('bootstrap', 'recovery', 'source')));
    if (!source || isSkipped || !name || isFilledInLater(name)) return;
    const [to, from] = [archiveOfCluster(spec, name), archiveOfEntry(source, name)];
    if (!to || from?.by !== to.by || to.store !== from.store || to.server !== from.server) return;
    const value = `${to.server}-v2`;
    const isWritten = to.serverNode.kind !== 'missing';
    yield {
      node: isWritten ? to.serverNode : to.storeNode,
      message: say`This is where the cluster is restored from too ("${to.server}" in "${to.store}"), so it never comes up: "Expected empty archive". Give it another \`serverName\`.`,
      fixes: [{ title: say`Archive as "${value}"`, edits: [{ do: 'set', node: to.serverNode, value }], safe: false }],
      related: [{ node: source.at('name'), message: say`It is restored from here.` }],
    };
  },
};
