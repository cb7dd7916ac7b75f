import type { Finding, Rule } from '../../../contract/index.ts';
import { isHidden, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Half with certificates, half without. */
export const tlsSwitched: Rule = {
  id: 'tidb/tls-switched',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `Components with TLS and without it do not understand each other. Pods are replaced one by one, so in the middle of the
change the first new member of PD cannot join the old ones, and the update stands still. Encryption between components is
decided when a cluster is made: make another one with it, and restore a backup there. TLS for clients (\`tidb.tlsClient\`) can
be switched on at any time.`,
  source: manual('enable-tls-between-components'),
  *check({ spec, previous }): Iterable<Finding> {
    const node = spec.at('tlsCluster', 'enabled');
    const before = previous?.root.at('spec', 'tlsCluster', 'enabled');
    if (before === undefined || [node, before].some(isHidden) || isTrue(node) === isTrue(before)) return;
    yield {
      node: node.kind === 'missing' ? spec.at('tlsCluster') : node,
      message: isTrue(node)
        ? say`A cluster that runs without TLS between its components cannot be switched over pod by pod: make a new one with it.`
        : say`A cluster that runs with TLS between its components cannot be switched back pod by pod: restore it.`,
    };
  },
};
