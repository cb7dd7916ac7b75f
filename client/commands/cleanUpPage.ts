import type { Markdown, Prose } from '../../schemas/contract/index.ts';
import { code, joinMarkdown, markdown, proseMarkdown } from '../../schemas/vocabulary/markdown.ts';
import { ago } from '../session/ago.ts';
import type { DeletionResult, Leftovers } from '../session/leftovers.ts';
import type { ReleasedVolume } from '../session/freeObjects.ts';
import type { Target } from '../session/target.ts';

export interface CleanUpOutcome {
  readonly left: Leftovers;
  readonly results: readonly DeletionResult[];
  readonly volumes: readonly ReleasedVolume[];
  readonly volumesGap?: string;
}

/** A page for people: what was deleted, what was not and why, and what has to be looked after by hand. */
export function cleanUpPage({ resource, connection }: Target, outcome: CleanUpOutcome): Markdown {
  const { left, results, volumes, volumesGap } = outcome;
  const { kind, name } = resource.identity;
  const gaps = [...left.gaps, ...(volumesGap === undefined ? [] : [volumesGap])];
  const parts = [
    markdown`# Clean-up of ${kind} ${name}`,
    markdown`Context ${connection.context}.`,
    ...section('Deletions', results.map(resultLine)),
    ...section('Left alone', keptLines(left, results)),
    ...section('Waiting for a finalizer', left.stuck.map(stuckLine)),
    ...section('Released volumes', volumes.map(volumeLine)),
    ...section('Not looked at', gaps),
    ...section('Not in the cluster', left.notes),
  ];
  return markdown`${joinMarkdown(parts, '\n\n')}\n`;
}

function section(title: string, lines: readonly Prose[]): readonly Markdown[] {
  if (lines.length === 0) return [];
  return [
    markdown`## ${title}`,
    joinMarkdown(
      lines.map((line) => markdown`- ${proseMarkdown(line)}`),
      '\n',
    ),
  ];
}

function resultLine({ object, outcome, message }: DeletionResult): Markdown {
  const what = {
    deleted: markdown`deleted`,
    gone: markdown`was gone already`,
    forbidden: markdown`**not deleted**: you may not`,
    failed: markdown`**not deleted**`,
    lives: markdown`**not deleted**`,
    'not-reached': markdown`**not deleted**: cancelled before`,
  }[outcome];
  const line = markdown`${nameOf(object)}: ${what}`;
  return message === undefined ? line : markdown`${line}. ${proseMarkdown(message)}`;
}

function keptLines({ groups }: Leftovers, results: readonly DeletionResult[]): readonly Markdown[] {
  const reached = new Set(results.map(({ object }) => object));
  const kept = groups.flatMap(({ objects }) => objects).filter(({ object }) => !reached.has(object));
  return kept.map(({ object, created }) =>
    created === '' ? nameOf(object) : markdown`${nameOf(object)}, made ${ago(created)}`,
  );
}

function stuckLine({ object, finalizers }: Leftovers['stuck'][number]): Markdown {
  return markdown`${nameOf(object)} is being deleted, and waits for ${finalizers.join(', ') || 'the API server'}.`;
}

function volumeLine({ name, claim, capacity, reclaimPolicy, node }: ReleasedVolume): Markdown {
  const where = node === undefined ? '' : ` on node ${node}`;
  const data =
    reclaimPolicy === 'Delete' ? 'Kubernetes is deleting it.' : 'The data is still on it, and nobody wipes it.';
  return markdown`${code(name)} (${capacity}${where}) was claim ${code(claim)}. ${data}`;
}

function nameOf({
  kind,
  name,
  namespace,
}: {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}): Markdown {
  return markdown`${kind} ${code(namespace === undefined ? name : `${namespace}/${name}`)}`;
}
