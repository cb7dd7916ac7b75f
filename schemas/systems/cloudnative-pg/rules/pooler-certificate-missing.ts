import type { Rule } from '../../../contract/index.ts';
import { isHidden, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** The servers' certificate does not hold the pooler's name. */
export const poolerCertificateMissing: Rule = {
  id: 'cloudnative-pg/pooler-certificate-missing',
  severity: 'error',
  kinds: ['Pooler'],
  wholeOnly: true,
  help: `With \`monitoring.tls.enabled\` and \`enablePodMonitor\` Prometheus would be shown the servers' certificate, which holds other
names than the pooler's. The webhook refuses it without \`pgbouncer.clientTLSSecret\`. Bring a certificate, or write the
\`PodMonitor\` yourself.`,
  source: webhook('pooler', 292),
  since: '1.30',
  *check({ spec }) {
    const monitoring = spec.at('monitoring');
    const secret = spec.at('pgbouncer', 'clientTLSSecret');
    const name = secret.at('name');
    const isGiven = isHidden(name) || (isWritten(name) && name.value !== '');
    const node = monitoring.at('tls', 'enabled');
    if (!isTrue(node) || !isTrue(monitoring.at('enablePodMonitor')) || isGiven) return;
    yield {
      node,
      message: say`Without \`pgbouncer.clientTLSSecret\` the metrics would show the certificate of the servers, so the webhook refuses this: add the Secret, or write the \`PodMonitor\` yourself.`,
      fixes: [
        {
          title: say`Add \`clientTLSSecret\``,
          edits: [{ do: 'set', node: secret, value: { name: 'pooler-tls' } }],
          safe: false,
        },
        {
          title: say`Remove \`enablePodMonitor\``,
          edits: [{ do: 'remove', node: monitoring.at('enablePodMonitor') }],
          safe: false,
        },
      ],
    };
  },
};
