import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Names become folders, and are told apart. */
export const externalClusterNameInvalid: Rule = {
  id: 'cloudnative-pg/external-cluster-name-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The name of an entry of \`externalClusters\`, and those of the Secrets and keys with its certificates, become folders
and files in the pods. So the webhook refuses \`/\`, \`\\\`, \`.\` and \`..\` in them, and two entries of the same name. Rename
one of them.`,
  source: webhook('cluster', 1938),
  *check({ spec }) {
    const seen = new Map<string, ManifestNode>();
    for (const entry of spec.at('externalClusters').items()) {
      const node = entry.at('name');
      const name = textOf(node);
      const first = name === undefined ? undefined : seen.get(name);
      if (name !== undefined && first) {
        const message = say`Two entries are named "${name}", so the webhook refuses the cluster: rename or remove one.`;
        yield { node, message, related: [{ node: first, message: say`The other one.` }] };
      } else if (name !== undefined) seen.set(name, node);
      yield* pathsOf(entry).flatMap(unsafe);
    }
  },
};

function pathsOf(entry: ManifestNode): readonly ManifestNode[] {
  const certificates = ['sslCert', 'sslKey', 'sslRootCert'].map((field) => entry.at(field));
  return [entry.at('name'), ...certificates.flatMap((reference) => [reference.at('name'), reference.at('key')])];
}

function unsafe(node: ManifestNode): readonly Finding[] {
  const text = textOf(node);
  if (text === undefined || !(/[/\\]/.test(text) || text === '.' || text === '..')) return [];
  const message = say`"${text}" becomes the name of a file in the pods, so it is refused: write it without \`/\`, \`\\\` and \`..\`.`;
  return [{ node, message }];
}
