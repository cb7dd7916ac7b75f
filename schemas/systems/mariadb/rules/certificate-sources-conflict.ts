import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { keepOne } from '../choices.ts';
import { code } from '../sources.ts';
import { tlsSides } from '../tlsSides.ts';

/** A certificate has one source. */
export const certificateSourcesConflict: Rule = {
  id: 'mariadb/certificate-sources-conflict',
  severity: 'error',
  kinds: ['MariaDB', 'MaxScale'],
  help: `A certificate stands in a Secret of yours, or cert-manager makes it. The webhook refuses both for one certificate. Keep one.`,
  source: code('internal/webhook/v1alpha1/webhook.go', 26),
  *check({ resource, spec }) {
    const tls = spec.at('tls');
    if (!isTrue(tls.at('enabled'))) return;
    for (const side of tlsSides(resource.identity.kind)) {
      const [secret, issuer] = [tls.at(`${side}CertSecretRef`), tls.at(`${side}CertIssuerRef`)];
      if (!isWritten(secret) || !isWritten(issuer)) continue;
      yield {
        node: issuer,
        mark: 'key',
        message: say`The certificate stands in \`${side}CertSecretRef\` already, and the webhook refuses a second source: keep one.`,
        fixes: keepOne([secret, issuer]),
      };
    }
  },
};
