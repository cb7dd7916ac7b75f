import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { durationProblem, parseDuration, repairDuration } from '../../../vocabulary/duration.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** Go has no days. */
export const durationInvalid: Rule = {
  id: 'mariadb/duration-invalid',
  severity: 'error',
  kinds: [
    ...['MariaDB', 'MaxScale', 'Connection', 'Database', 'User', 'Grant', 'ExternalMariaDB'],
    ...['Backup', 'PhysicalBackup', 'PointInTimeRecovery'],
  ],
  help: `Durations are Go's: a number with \`h\`, \`m\` or \`s\`, such as \`720h\` for 30 days; there are no days. The API server takes any text,
and the webhook refuses the resource because it cannot read it. Write hours.`,
  source: code('api/v1alpha1/backup_types.go', 52),
  *check({ spec }) {
    yield* below(spec);
  },
};

const fields: ReadonlySet<string> = new Set([
  ...['maxRetention', 'timeout', 'archiveTimeout', 'requeueInterval', 'retryInterval', 'interval', 'syncTimeout'],
  ...['autoFailoverDelay', 'semiSyncAckTimeout', 'errorDurationThreshold', 'gracefulShutdownTimeout'],
  ...['clusterMonitorInterval', 'clusterHealthyTimeout', 'clusterBootstrapTimeout', 'clusterUpscaleTimeout'],
  ...['clusterDownscaleTimeout', 'podRecoveryTimeout', 'podSyncTimeout'],
]);
/** Keys there are other people's words. */
const foreign: ReadonlySet<string> = new Set(['params', 'labels', 'annotations', 'serviceMonitor', 'providerOptions']);

function* below(node: ManifestNode): Iterable<Finding> {
  for (const [key, child] of node.entries()) {
    if (fields.has(key) && child.kind === 'scalar') yield* check(key, child);
    else if (!foreign.has(key)) yield* below(child);
  }
  for (const item of node.items()) yield* below(item);
}

function* check(field: string, node: ManifestNode): Iterable<Finding> {
  const text = knownName(node);
  if (text === undefined || parseDuration(text) !== undefined) return;
  const value = repairDuration(text);
  yield {
    node,
    message: say`The webhook cannot read the resource, and refuses it: \`${field}\` ${durationProblem(text) ?? ''}.`,
    fixes: value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }],
  };
}
