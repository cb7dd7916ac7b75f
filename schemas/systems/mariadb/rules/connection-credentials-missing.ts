import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenOf } from '../choices.ts';
import { webhook } from '../sources.ts';

/** A user proves who it is. */
export const connectionCredentialsMissing: Rule = {
  id: 'mariadb/connection-credentials-missing',
  severity: 'error',
  kinds: ['Connection'],
  help: `The user of a connection needs a password (\`passwordSecretKeyRef\`) or a certificate (\`tlsClientCertSecretRef\`). The webhook refuses
a connection with neither.`,
  source: webhook('connection', 92),
  wholeOnly: true,
  *check({ spec }) {
    if (spec.kind !== 'map' || mayHoldMore(spec)) return;
    if (writtenOf(spec, ['passwordSecretKeyRef', 'tlsClientCertSecretRef']).length > 0) return;
    yield {
      node: spec,
      mark: 'key',
      message: say`The user has neither password nor certificate, and the webhook refuses that: write \`passwordSecretKeyRef\`.`,
    };
  },
};
