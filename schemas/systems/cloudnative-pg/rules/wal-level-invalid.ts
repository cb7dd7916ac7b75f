import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { mayBeAnnotated } from '../clusterAnnotations.ts';
import { instancesOf } from '../instancesOf.ts';
import { isReplica } from '../naming.ts';
import { webhook } from '../sources.ts';

/** Replicas and archives need WAL that can be replayed. */
export const walLevelInvalid: Rule = {
  id: 'cloudnative-pg/wal-level-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`wal_level\` is \`logical\` unless it is set. \`replica\` writes less, and is enough without logical replication. \`minimal\`
leaves out what replicas and archives need, so the webhook takes it only with one instance, archiving switched off by the
annotation \`cnpg.io/skipWalArchiving: enabled\`, and \`max_wal_senders: "0"\`. A cluster that was committed with another level
cannot go down to it.`,
  source: webhook('cluster', 1111),
  since: '1.22',
  *check(context) {
    const { spec, previous } = context;
    const node = spec.at('postgresql', 'parameters', 'wal_level');
    const level = textOf(node);
    if (level === undefined || level.includes('${')) return;
    const write = (value: string) =>
      ({ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }) as const;
    if (!levels.includes(level)) {
      const meant = nearestName(level.toLowerCase(), levels);
      const message = say`"${level}" is no \`wal_level\`, so it is refused: write \`logical\`, \`replica\` or \`minimal\`.`;
      yield { node, message, fixes: meant === undefined ? [] : [write(meant)] };
    }
    if (level !== 'minimal') return;
    const before = textOf(previous?.root.at('spec', 'postgresql', 'parameters', 'wal_level') ?? node);
    if (needsMore(context)) {
      const message = say`\`minimal\` leaves out what replicas and archives need, so it is refused: write \`replica\`, or remove it.`;
      yield { node, message, fixes: [write('replica')] };
    } else if (before && before !== 'minimal') {
      const message = say`\`wal_level\` was "${before}" when last committed, and cannot go down to \`minimal\`: the webhook refuses the change. Restore it.`;
      yield { node, message, fixes: [write(before)] };
    } else yield* senders(spec);
  },
};

const levels: readonly string[] = ['logical', 'replica', 'minimal'];

function needsMore({ spec, root, resource }: Parameters<Rule['check']>[0]): boolean {
  const skips = mayBeAnnotated(root, 'cnpg.io/skipWalArchiving', 'enabled');
  const instances = instancesOf(spec);
  return !skips || (instances !== undefined && instances > 1) || isReplica(spec, resource.identity.name);
}

function* senders(spec: ManifestNode): Iterable<Finding> {
  const node = spec.at('postgresql', 'parameters', 'max_wal_senders');
  if (isWritten(node) && (textOf(node) === undefined || node.value === '0')) return;
  yield {
    node: isWritten(node) ? node : spec.at('postgresql', 'parameters', 'wal_level'),
    message: say`With \`wal_level: minimal\` the webhook wants \`max_wal_senders\` to be "0": set it.`,
    fixes: [{ title: say`Set \`max_wal_senders\` to "0"`, edits: [{ do: 'set', node, value: '0' }], safe: false }],
  };
}
