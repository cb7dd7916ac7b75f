import type { Finding, KeyDictionary, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { SSL_MODES } from '../../../vocabulary/sslModes.ts';
import { libpqParameters } from '../libpqParameters.ts';
import { publicationParameters, subscriptionParameters } from '../logicalReplicationOptions.ts';

/** Options that PostgreSQL does not have. */
export const optionUnknown: Rule = {
  id: 'cloudnative-pg/option-unknown',
  severity: 'warning',
  kinds: ['Cluster', 'Publication', 'Subscription'],
  help: `The webhook does not look at options of connections, publications and subscriptions. PostgreSQL does: a connection with an
option that it does not have, or with an \`sslmode\` that there is not, is never made, and the publication or subscription is not
made either; its status says why. Correct it.`,
  source: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS',
  *check({ resource, spec }) {
    const unknown = (map: ManifestNode, dictionary: KeyDictionary, others: readonly string[] = []) =>
      unknownKeys(map, [...[...dictionary.keys(resource)].map(({ key }) => key), ...others]);
    if (resource.identity.kind === 'Publication') yield* unknown(spec.at('parameters'), publicationParameters);
    if (resource.identity.kind === 'Subscription') yield* unknown(spec.at('parameters'), subscriptionParameters);
    for (const cluster of spec.at('externalClusters').items()) {
      const parameters = cluster.at('connectionParameters');
      yield* unknown(parameters, libpqParameters, otherConnectionOptions);
      yield* unknownMode(parameters.at('sslmode'));
    }
  },
};

/** A name that is near none of those that are known here may be one of a newer version. */
function* unknownKeys(map: ManifestNode, known: readonly string[]): Iterable<Finding> {
  for (const [name, node] of map.entries()) {
    if (known.includes(name) || name.includes('$')) continue;
    const free = known.filter((key) => map.at(key).kind === 'missing');
    const meant = nearestName(name, free);
    if (meant === undefined) continue;
    yield {
      node,
      mark: 'key',
      message: say`PostgreSQL has no option \`${name}\` and refuses it. Did you mean \`${meant}\`?`,
      fixes: [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }], safe: false }],
    };
  }
}

function* unknownMode(node: ManifestNode): Iterable<Finding> {
  const text = textOf(node);
  const modes = SSL_MODES.map(({ name }) => name);
  if (text === undefined || text.includes('$') || modes.some((mode) => mode === text)) return;
  const meant = nearestName(text, modes);
  yield {
    node,
    message: say`PostgreSQL has no \`sslmode\` "${text}", so it never connects: write one like \`require\` or \`verify-full\`.`,
    fixes:
      meant === undefined
        ? []
        : [{ title: say`Write \`${meant}\``, edits: [{ do: 'set', node, value: meant }], safe: false }],
  };
}

/** Those that are not offered, because the operator gives them or hardly anybody needs them. Up to version 18. */
const otherConnectionOptions: readonly string[] = [
  ...['password', 'passfile', 'service', 'servicefile', 'client_encoding', 'fallback_application_name', 'replication'],
  ...['keepalives', 'load_balance_hosts', 'require_auth', 'requirepeer', 'requiressl', 'gssencmode', 'gsslib'],
  ...['gssdelegation', 'krbsrvname', 'scram_client_key', 'scram_server_key', 'sslcert', 'sslkey', 'sslpassword'],
  ...[
    'sslcertmode',
    'sslcompression',
    'sslcrl',
    'sslcrldir',
    'sslkeylogfile',
    'sslnegotiation',
    'sslrootcert',
    'sslsni',
  ],
  ...['ssl_min_protocol_version', 'ssl_max_protocol_version', 'min_protocol_version', 'max_protocol_version'],
  ...['oauth_issuer', 'oauth_client_id', 'oauth_client_secret', 'oauth_scope'],
];
