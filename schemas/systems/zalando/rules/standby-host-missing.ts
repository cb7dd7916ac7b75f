import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Port and slot of a host that is not named. */
export const standbyHostMissing: Rule = {
  id: 'zalando/standby-host-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`standby_port\` and \`standby_primary_slot_name\` belong to \`standby_host\`: a standby that reads only an archive has no
connection to a primary, and the operator ignores both. Add \`standby_host\`, or delete what is ignored. The port is a text,
so it stands in quotes; the slot is known since operator 2.0.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2231',
  wholeOnly: true,
  *check({ spec }) {
    const standby = spec.at('standby');
    const host = standby.at('standby_host');
    const archived = isWritten(standby.at('s3_wal_path')) || isWritten(standby.at('gs_wal_path'));
    if (!archived || (host.kind !== 'missing' && host.value !== '')) return;
    for (const key of ['standby_port', 'standby_primary_slot_name']) {
      const node = standby.at(key);
      if (!isWritten(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${key}\` is ignored without \`standby_host\`: the standby reads only the archive.`,
        fixes: [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
