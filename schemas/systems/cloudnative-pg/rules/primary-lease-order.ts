import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Times of the lease, with the defaults that count where they are left out. */
export const primaryLeaseOrder: Rule = {
  id: 'cloudnative-pg/primary-lease-order',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A primary stops renewing (\`renewDeadlineSeconds\`, 10 if left out) before its lease ends (\`leaseDurationSeconds\`, 15),
and tries at least once before that (\`retryPeriodSeconds\`, 2, times 1.2). The webhook refuses times in another order, because
instances would not start with them. When one is raised the others have to follow.`,
  source: webhook('cluster', 1645),
  since: '1.30',
  *check({ spec }) {
    const lease = spec.at('primaryLease');
    if (lease.kind !== 'map') return;
    const [lasts, renews, tries] = [
      lease.at('leaseDurationSeconds'),
      lease.at('renewDeadlineSeconds'),
      lease.at('retryPeriodSeconds'),
    ];
    const [duration, deadline, period] = [secondsOf(lasts, 15), secondsOf(renews, 10), secondsOf(tries, 2)];
    if (duration === undefined || deadline === undefined || period === undefined) return;
    if (duration <= deadline) {
      yield {
        node: isWritten(lasts) ? lasts : renews,
        message: say`\`leaseDurationSeconds\` (${duration}) has to be more than \`renewDeadlineSeconds\` (${deadline}), or the webhook refuses the cluster.`,
      };
    }
    if (5 * deadline <= 6 * period) {
      yield {
        node: isWritten(renews) ? renews : tries,
        message: say`\`renewDeadlineSeconds\` (${deadline}) has to be more than 1.2 times \`retryPeriodSeconds\` (${period}), or the webhook refuses the cluster.`,
      };
    }
  },
};

function secondsOf(node: ManifestNode, usual: number): number | undefined {
  return isWritten(node) ? numberOf(node) : usual;
}
