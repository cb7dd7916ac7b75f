import type { DeletionResult, Leftovers } from '../session/cleanUp.ts';
import type { ReleasedVolume } from '../session/freeObjects.ts';
import type { Target } from '../session/target.ts';

export interface CleanUpOutcome {
  readonly left: Leftovers;
  readonly results: readonly DeletionResult[];
  readonly volumes: readonly ReleasedVolume[];
  readonly volumesGap?: string;
}

/** A page for people: what was deleted, what was not and why, and what has to be looked after by hand. Markdown. */
export function cleanUpPage({ resource, connection }: Target, outcome: CleanUpOutcome): string {
  const { left, results, volumes, volumesGap } = outcome;
  const { kind, name } = resource.identity;
  const gaps = [...left.gaps, ...(volumesGap === undefined ? [] : [volumesGap])];
  return [
    `# Clean-up of ${kind} ${name}`,
    `Context ${connection.context}.`,
    ...section('Deletions', results.map(resultLine)),
    ...section('Left alone', keptLines(left, results)),
    ...section('Waiting for a finalizer', left.stuck.map(stuckLine)),
    ...section('Released volumes', volumes.map(volumeLine)),
    ...section('Not looked at', gaps),
    ...section('Not in the cluster', left.notes),
    '',
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}

function resultLine({ object, outcome, message }: DeletionResult): string {
  const what = {
    deleted: 'deleted',
    gone: 'was gone already',
    forbidden: '**not deleted**: you may not',
    failed: '**not deleted**',
    'not-reached': '**not deleted**: cancelled before',
  }[outcome];
  return `${nameOf(object)}: ${what}${message === undefined ? '' : `. ${message}`}`;
}

function keptLines({ groups }: Leftovers, results: readonly DeletionResult[]): readonly string[] {
  const reached = new Set(results.map(({ object }) => object));
  const kept = groups.flatMap(({ objects }) => objects).filter(({ object }) => !reached.has(object));
  return kept.map(({ object, created }) => `${nameOf(object)}${created === '' ? '' : `, made ${created}`}`);
}

function stuckLine({ object, finalizers }: Leftovers['stuck'][number]): string {
  return `${nameOf(object)} is being deleted, and waits for ${finalizers.join(', ') || 'the API server'}.`;
}

function volumeLine({ name, claim, capacity, reclaimPolicy, node }: ReleasedVolume): string {
  const where = node === undefined ? '' : ` on node ${node}`;
  const data =
    reclaimPolicy === 'Delete' ? 'Kubernetes is deleting it.' : 'The data is still on it, and nobody wipes it.';
  return `\`${name}\` (${capacity}${where}) was claim \`${claim}\`. ${data}`;
}

function nameOf({
  kind,
  name,
  namespace,
}: {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}): string {
  return `${kind} \`${namespace === undefined ? '' : `${namespace}/`}${name}\``;
}
