import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';
import { tlsSides } from '../tlsSides.ts';

/** A certificate of one's own comes with its authority. */
export const certificateAuthorityMissing: Rule = {
  id: 'mariadb/certificate-authority-missing',
  severity: 'error',
  kinds: ['MariaDB', 'MaxScale'],
  help: `Who brings a certificate has to say by which authority others check it: the Secret with \`ca.crt\`. The webhook refuses the
certificate alone.`,
  source: code('internal/webhook/v1alpha1/webhook.go', 26),
  wholeOnly: true,
  *check({ resource, spec }) {
    const tls = spec.at('tls');
    if (!isTrue(tls.at('enabled'))) return;
    for (const side of tlsSides(resource.identity.kind)) {
      const certificate = tls.at(`${side}CertSecretRef`);
      const authority = tls.at(`${side}CASecretRef`);
      if (!isWritten(certificate) || isWritten(authority)) continue;
      yield {
        node: certificate,
        mark: 'key',
        message: say`\`${side}CASecretRef\` is missing, and the webhook refuses a certificate without its authority: name the Secret with \`ca.crt\`.`,
      };
    }
  },
};
