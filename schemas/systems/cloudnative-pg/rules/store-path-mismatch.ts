import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { storesOf } from '../objectStores.ts';

/** Nobody compares path, endpoint and login before they are used. */
export const storePathMismatch: Rule = {
  id: 'cloudnative-pg/store-path-mismatch',
  severity: 'warning',
  kinds: ['Cluster', 'ObjectStore'],
  help: `The address of a store begins with \`s3://\` for S3 and all that speaks like it, \`gs://\` for Google, and
\`https://<account>.blob.core.windows.net/\` for Azure. Barman is started for the cloud of the credentials, and fails with an
address of another. An \`endpointURL\` has its scheme, and no bucket. The operator accepts anything: archiving fails then, and the
volume fills.`,
  source: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  *check({ resource, spec }) {
    for (const store of storesOf(resource.identity.kind, spec)) {
      yield* destination(store);
      yield* endpoint(store.at('endpointURL'));
    }
  },
};

const schemes: Readonly<Record<string, { readonly fits: RegExp; readonly sample: string }>> = {
  s3Credentials: { fits: /^s3:\/\/[^/]/, sample: 's3://bucket/folder' },
  googleCredentials: { fits: /^gs:\/\/[^/]/, sample: 'gs://bucket/folder' },
  azureCredentials: { fits: /^(?:https?|azure):\/\/[^/]/, sample: 'https://account.blob.core.windows.net/container' },
};

function* destination(store: ManifestNode): Iterable<Finding> {
  const node = store.at('destinationPath');
  const path = textOf(node);
  if (!path || isFilledInLater(path)) return;
  const clouds = Object.keys(schemes).filter((cloud) => isWritten(store.at(cloud)));
  const [cloud] = clouds;
  const expected = cloud === undefined ? undefined : schemes[cloud];
  if (clouds.length !== 1 || !expected || expected.fits.test(path)) return;
  const bare = cloud === 'azureCredentials' || /^[a-z0-9]+:/i.test(path) ? undefined : path.replace(/^\/+/, '');
  const value = bare === undefined ? undefined : `${expected.sample.slice(0, 5)}${bare}`;
  yield {
    node,
    message: say`With \`${cloud ?? ''}\` the address is like "${expected.sample}": with this one archiving fails, and the volume fills. Correct it.`,
    fixes:
      value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
  };
}

function* endpoint(node: ManifestNode): Iterable<Finding> {
  const url = textOf(node);
  if (!url || isFilledInLater(url) || /^https?:\/\/[^/]/.test(url)) return;
  const value = `https://${url.replace(/^[a-z0-9]*:?\/\//i, '')}`;
  yield {
    node,
    message: say`An \`endpointURL\` has its scheme, or archiving fails: write it like "https://minio.example.com:9000".`,
    fixes: /^[\w.-]+(?::\d+)?\/?$/.test(url)
      ? [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }]
      : [],
  };
}
