import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Servers and replicas trust one authority. */
export const certificatePairIncomplete: Rule = {
  id: 'crunchy/certificate-pair-incomplete',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Replicas log in with a certificate, and each side verifies the other with the \`ca.crt\` that it has. With
\`customTLSSecret\` alone the servers know your authority and the replicas come with a certificate of the operator's, or the
other way round: replicas cannot follow. Set both, with certificates of one authority; that for replicas has the common name
\`_crunchyrepl\`.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/day-two/customize-cluster#customize-tls',
  wholeOnly: true,
  *check({ spec }) {
    const [server, replica] = [spec.at('customTLSSecret'), spec.at('customReplicationTLSSecret')];
    if (isWritten(server) === isWritten(replica)) return;
    yield {
      node: isWritten(server) ? server : replica,
      mark: 'key',
      message: isWritten(server)
        ? say`Replicas cannot follow: their certificate is of another authority. Set \`customReplicationTLSSecret\` as well.`
        : say`Replicas cannot follow: the servers have a certificate of another authority. Set \`customTLSSecret\` as well.`,
    };
  },
};
