import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Which field names which file of the certificate, what it is without the field, and how else such files are called. */
const files = [
  { field: 'certificateFile', usual: 'tls.crt', looksLike: /^(?!ca).*\.(?:crt|cer|cert)$|cert\.pem$/i },
  { field: 'privateKeyFile', usual: 'tls.key', looksLike: /\.key$|key\.pem$/i },
] as const;

/** Without fields of their own the files are called as in a Secret of type `kubernetes.io/tls`. */
export const tlsFileMissing: Rule = {
  id: 'zalando/tls-file-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Unless \`certificateFile\` and \`privateKeyFile\` say otherwise, the certificate is the key \`tls.crt\` of the Secret and
the private key is \`tls.key\`, as in every Secret of type \`kubernetes.io/tls\`. The Secret in this workspace has no such
key, so Postgres finds no certificate where it looks for one. Name the keys that it has, or store the files under the usual
names.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1576',
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    const tls = spec.at('tls');
    const node = tls.at('secretName');
    const name = textOf(node);
    const keys = name ? workspace.keys('Secret', name, resource.identity.namespace) : undefined;
    if (!name || !keys) return;
    for (const { field, usual, looksLike } of files) {
      if (isWritten(tls.at(field)) || keys.includes(usual)) continue;
      const found = keys.filter((key) => looksLike.test(key));
      yield {
        node,
        message: say`Secret "${name}" has no key "${usual}", where Postgres looks for it unless \`${field}\` names another one.`,
        fixes: found.length === 1 ? [useKey(tls.at(field), field, found[0] ?? '')] : [],
      };
    }
  },
};

function useKey(node: ManifestNode, field: string, key: string): Fix {
  return { title: say`Set \`${field}: ${key}\``, edits: [{ do: 'set', node, value: key }], safe: false };
}
