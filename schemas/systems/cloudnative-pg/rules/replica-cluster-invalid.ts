import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isReplica } from '../naming.ts';
import { webhook } from '../sources.ts';

/** What follows another cluster begins as a copy of it. */
export const replicaClusterInvalid: Rule = {
  id: 'cloudnative-pg/replica-cluster-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A cluster that follows another one is made as a copy of it, by \`pg_basebackup\` or \`recovery\`: the webhook refuses it
without \`bootstrap\`, and a new one with \`initdb\`. Who is primary is said by \`enabled\`, or by \`primary\` and \`self\` for
clusters that change places, never by both.`,
  source: webhook('cluster', 2116),
  *check({ spec, resource, previous }) {
    const replica = spec.at('replica');
    const bootstrap = spec.at('bootstrap');
    const enabled = replica.at('enabled');
    if (textOf(replica.at('primary')) && isWritten(enabled)) {
      yield {
        node: enabled,
        mark: 'key',
        message: say`\`enabled\` beside \`primary\` is refused: with \`primary\` it follows from the names who leads. Remove it.`,
        fixes: [{ title: say`Remove \`enabled\``, edits: [{ do: 'remove', node: enabled }], safe: false }],
      };
    }
    const isCopy = ['pg_basebackup', 'recovery'].some((way) => isWritten(bootstrap.at(way)) || isHidden(bootstrap));
    // An existing cluster may keep the way in which it began.
    const mayStay = previous !== undefined && isWritten(bootstrap);
    if (!isReplica(spec, resource.identity.name) || isCopy || mayStay) return;
    const source = textOf(replica.at('source')) ?? 'origin';
    const begin = (method: string) =>
      ({
        title: say`Begin with \`${method}\``,
        edits: [
          ...(isWritten(bootstrap.at('initdb')) ? [{ do: 'remove', node: bootstrap.at('initdb') } as const] : []),
          { do: 'set', node: bootstrap.at(method), value: { source } } as const,
        ],
        safe: false,
      }) as const;
    yield {
      node: replica,
      mark: 'key',
      message: say`A cluster that follows another one begins as a copy of it, so without \`pg_basebackup\` or \`recovery\` under \`bootstrap\` it is refused: add one.`,
      fixes: [begin('pg_basebackup'), begin('recovery')],
    };
  },
};
