import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings, hasOperatorConfiguration } from '../configuredSettings.ts';

/** Postgres reads its key through the group of the volume. */
export const tlsGroupMissing: Rule = {
  id: 'zalando/tls-group-missing',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator mounts the TLS Secret so that only its owner and its group can read it (0640). Without
\`spiloFSGroup\` the group is not that of Postgres, the key cannot be read, and Postgres does not use the certificate.
The group of the Spilo images is 103. It is not needed here if the operator's own configuration has \`spilo_fsgroup\`,
nor on OpenShift, which sets groups by itself.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#custom-tls-certificates',
  wholeOnly: true,
  *check({ spec, workspace }) {
    const node = spec.at('tls');
    const group = spec.at('spiloFSGroup');
    if (!textOf(node.at('secretName')) || isWritten(group)) return;
    if (configuredSettings(workspace, 'kubernetes', 'spilo_fsgroup').length > 0) return;
    const known = hasOperatorConfiguration(workspace);
    yield {
      node,
      mark: 'key',
      message: known
        ? say`\`tls\` without \`spiloFSGroup\`: Postgres cannot read the key, for the operator sets no \`spilo_fsgroup\` either.`
        : say`\`tls\` without \`spiloFSGroup\`: Postgres cannot read the key unless the operator sets \`spilo_fsgroup\`.`,
      fixes: [{ title: say`Add \`spiloFSGroup: 103\``, edits: [{ do: 'set', node: group, value: 103 }], safe: false }],
    };
  },
};
