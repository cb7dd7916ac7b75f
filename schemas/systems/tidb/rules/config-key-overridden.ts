import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFalse, isHidden, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import { configKeys } from '../configKeys.ts';
import { configsOf } from '../configsOf.ts';
import { code } from '../sources.ts';

/** What the operator sets itself. */
export const configKeyOverridden: Rule = {
  id: 'tidb/config-key-overridden',
  severity: 'warning',
  kinds: ['TidbCluster'],
  help: `Addresses, folders and certificates are the operator's: the script that starts a component passes them as arguments, which
win over the file, or the operator writes them into the file over what stands there. A value here has no effect. Take it out;
for the log of slow queries there is \`slowLogVolumeName\`, for another folder \`dataSubDir\`.`,
  source: code('manager/member/startscript/v1/template.go'),
  *check({ resource, spec }): Iterable<Finding> {
    for (const { path: where, title, node } of configsOf(resource)) {
      const config = readConfig(node);
      const overridden = overriddenKeys(where, spec);
      if (config === undefined || overridden.size === 0) continue;
      for (const { path, place } of config.settings) {
        const key = path.join('.');
        // Of a map it may not even get that far.
        const isDropped = config.form === 'map' && configKeys.get(where)?.has(key.toLowerCase()) !== true;
        if (!overridden.has(key) || isDropped) continue;
        yield {
          ...place,
          message: say`The operator sets \`${key}\` of ${title} itself, so this has no effect: take it out.`,
          fixes:
            config.form === 'map'
              ? [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node: place.node }] }]
              : [],
        };
      }
    }
  },
};

function overriddenKeys(where: string, spec: ManifestNode): ReadonlySet<string> {
  const slowLog = spec.at('tidb', 'separateSlowLog');
  const isTls = isTrue(spec.at('tlsCluster', 'enabled'));
  const own = (ours: readonly string[], certificates: readonly string[]) =>
    new Set(isTls ? [...ours, ...certificates] : ours);
  switch (where) {
    case 'tidb.config':
      return new Set([
        ...['host', 'store', 'path', 'advertise-address'],
        ...(isFalse(slowLog) || isHidden(slowLog) ? [] : ['log.slow-query-file']),
        ...(isWritten(spec.at('tidb', 'bootstrapSQLConfigMapName')) ? ['initialize-sql-file'] : []),
        ...(isTls ? ['ca', 'cert', 'key'].map((file) => `security.cluster-ssl-${file}`) : []),
        ...(isTrue(spec.at('tidb', 'tlsClient', 'enabled')) ? ['security.ssl-cert', 'security.ssl-key'] : []),
      ]);
    case 'pd.config':
      return own(
        [
          ...['name', 'data-dir', 'peer-urls', 'advertise-peer-urls', 'client-urls', 'advertise-client-urls'],
          ...['initial-cluster', 'join'],
        ],
        ['security.cacert-path', 'security.cert-path', 'security.key-path'],
      );
    case 'tikv.config':
      return own(
        [
          ...['server.addr', 'server.advertise-addr', 'server.status-addr', 'storage.data-dir', 'pd.endpoints'],
          'raftstore.capacity',
        ],
        ['security.ca-path', 'security.cert-path', 'security.key-path'],
      );
    case 'tiproxy.config':
      return new Set(['workdir', 'proxy.pd-addrs']);
    default:
      return new Set();
  }
}
