import type { Finding, ManifestNode, Rule, Said, Severity } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { storesOf } from '../objectStores.ts';

/** The webhook looks at the store of `backup` only; the others fail when they are used. */
export const storeCredentialsInvalid: Rule = {
  id: 'cloudnative-pg/store-credentials-invalid',
  severity: 'error',
  kinds: ['Cluster', 'ObjectStore'],
  wholeOnly: true,
  help: `An object store is logged in to in one way: S3 with a pair of keys or the role of the pod, Azure with a connection string
alone or an account with exactly one method, Google with a key or the identity of the pod. For \`backup.barmanObjectStore\` the
webhook refuses anything else. In \`externalClusters\` and in an \`ObjectStore\` nobody looks, and the first access fails.`,
  source: 'https://github.com/cloudnative-pg/barman-cloud/blob/v0.5.1/pkg/api/config.go#L284',
  *check({ resource, spec }) {
    const { kind } = resource.identity;
    for (const store of storesOf(kind, spec)) {
      const severity = kind === 'Cluster' && store.path[1] === 'backup' ? 'error' : 'warning';
      yield* problemsOf(store, severity);
    }
  },
};

const clouds = ['s3Credentials', 'azureCredentials', 'googleCredentials'];

function* problemsOf(store: ManifestNode, severity: Severity): Iterable<Finding> {
  if (store.kind !== 'map' || clouds.some((cloud) => isPlaceholder(store.at(cloud)))) return;
  const written = clouds.map((cloud) => store.at(cloud)).filter(isWritten);
  if (written.length === 0) yield missing(store, severity);
  for (const extra of written.slice(1)) {
    yield {
      node: extra,
      mark: 'key',
      severity,
      message: say`One store is logged in to in one way, and here are ${written.length}: keep one of them.`,
      fixes: [
        { title: say`Remove \`${String(extra.path.at(-1))}\``, edits: [{ do: 'remove', node: extra }], safe: false },
      ],
    };
  }
  const message =
    s3(store.at('s3Credentials')) ?? azure(store.at('azureCredentials')) ?? google(store.at('googleCredentials'));
  const node = written.find((each) => each.kind === 'map') ?? written[0];
  if (message && node) yield { node, mark: 'key', severity, message };
}

function missing(store: ManifestNode, severity: Severity): Finding {
  const value = {
    accessKeyId: { name: 'backup-credentials', key: 'ACCESS_KEY_ID' },
    secretAccessKey: { name: 'backup-credentials', key: 'ACCESS_SECRET_KEY' },
  };
  return {
    node: store,
    mark: 'key',
    severity,
    message: say`Nothing says how to log in to the store: add \`s3Credentials\`, \`azureCredentials\` or \`googleCredentials\`.`,
    fixes: [
      {
        title: say`Add \`s3Credentials\``,
        edits: [{ do: 'set', node: store.at('s3Credentials'), value }],
        safe: false,
      },
      {
        title: say`Take the role of the pod`,
        edits: [{ do: 'set', node: store.at('s3Credentials'), value: { inheritFromIAMRole: true } }],
        safe: false,
      },
    ],
  };
}

function s3(node: ManifestNode): Said | undefined {
  if (node.kind !== 'map') return undefined;
  const [id, secret] = [isWritten(node.at('accessKeyId')), isWritten(node.at('secretAccessKey'))];
  const role = isTrue(node.at('inheritFromIAMRole'));
  if (isPlaceholder(node.at('inheritFromIAMRole'))) return undefined;
  if (id !== secret) return say`\`accessKeyId\` and \`secretAccessKey\` come together: add the one that is missing.`;
  if (id && role) return say`Keys and the role of the pod are two ways to log in: remove one.`;
  return id || role
    ? undefined
    : say`Nothing here logs in: add \`accessKeyId\` and \`secretAccessKey\`, or \`inheritFromIAMRole: true\`.`;
}

function azure(node: ManifestNode): Said | undefined {
  if (node.kind !== 'map') return undefined;
  const [key, token, account] = ['storageKey', 'storageSasToken', 'storageAccount'].map((field) =>
    isWritten(node.at(field)),
  );
  const identities = ['inheritFromAzureAD', 'useDefaultAzureCredentials'].map((field) => node.at(field));
  if (identities.some(isPlaceholder)) return undefined;
  const methods = [key, token, ...identities.map(isTrue)].filter((each) => each).length;
  if (isWritten(node.at('connectionString'))) {
    return methods > 0 || account
      ? say`A connection string says everything, so nothing may stand beside it: remove the other fields.`
      : undefined;
  }
  if (methods !== 1) {
    return say`Without a connection string exactly one of \`storageKey\`, \`storageSasToken\`, \`inheritFromAzureAD\` and \`useDefaultAzureCredentials\` logs in, and here are ${methods}.`;
  }
  return (key || token) && !account ? say`A key or a token belongs to an account: add \`storageAccount\`.` : undefined;
}

function google(node: ManifestNode): Said | undefined {
  if (node.kind !== 'map' || isPlaceholder(node.at('gkeEnvironment'))) return undefined;
  const [key, inside] = [isWritten(node.at('applicationCredentials')), isTrue(node.at('gkeEnvironment'))];
  if (key && inside)
    return say`A key and the identity of the pod are two ways to log in: remove \`applicationCredentials\` or \`gkeEnvironment\`.`;
  return key || inside
    ? undefined
    : say`Nothing here logs in: add \`applicationCredentials\`, or \`gkeEnvironment: true\` inside of GKE.`;
}
