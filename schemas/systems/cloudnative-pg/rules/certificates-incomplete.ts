import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Certificates of one's own, and their authorities. */
export const certificatesIncomplete: Rule = {
  id: 'cloudnative-pg/certificates-incomplete',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `Whoever brings a certificate brings the authority that signed it too, or nobody could check it: \`serverCASecret\` beside
\`serverTLSSecret\`, \`clientCASecret\` beside \`replicationTLSSecret\`. \`serverAltDNSNames\` are for the certificate that the
operator makes: in your own they have to stand already. The webhook refuses the cluster otherwise.`,
  source: webhook('cluster', 544),
  *check({ spec }) {
    const certificates = spec.at('certificates');
    const server = certificates.at('serverTLSSecret');
    for (const [field, needed] of [
      ['serverTLSSecret', 'serverCASecret'],
      ['replicationTLSSecret', 'clientCASecret'],
    ] as const) {
      const node = certificates.at(field);
      const authority = certificates.at(needed);
      if (!isGiven(node) || isGiven(authority)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` without \`${needed}\` is refused: add the Secret with the authority that signed it.`,
        fixes: [
          {
            title: say`Take the authority from the same Secret`,
            edits: [{ do: 'set', node: authority, value: typeof node.value === 'string' ? node.value : 'my-ca' }],
            safe: false,
          },
        ],
      };
    }
    const names = certificates.at('serverAltDNSNames');
    if (!isGiven(server) || names.items().length === 0) return;
    yield {
      node: names,
      mark: 'key',
      message: say`\`serverTLSSecret\` is your own certificate, so \`serverAltDNSNames\` is refused beside it: put the names into the certificate, and remove it here.`,
      fixes: [{ title: say`Remove \`serverAltDNSNames\``, edits: [{ do: 'remove', node: names }], safe: false }],
    };
  },
};

function isGiven(node: ManifestNode): boolean {
  return isPlaceholder(node) || (isWritten(node) && node.value !== '');
}
