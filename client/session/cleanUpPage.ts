import type { Markdown, Said } from '../../schemas/contract/index.ts';
import { code, joinMarkdown, markdown, markdownIn, saidMarkdown } from '../../schemas/vocabulary/markdown.ts';
import type { Wording } from '../../schemas/vocabulary/render.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { ago } from './ago.ts';
import type { DeletionResult, Leftovers } from './leftovers.ts';
import type { ReleasedVolume } from './freeObjects.ts';
import type { Target } from './target.ts';

export interface CleanUpOutcome {
  readonly left: Leftovers;
  readonly results: readonly DeletionResult[];
  readonly volumes: readonly ReleasedVolume[];
  readonly volumesGap?: Said;
}

/** A page for people: what was deleted, what was not and why, and what has to be looked after by hand. */
export function cleanUpPage({ resource, connection }: Target, outcome: CleanUpOutcome, words: Wording): Markdown {
  const { left, results, volumes, volumesGap } = outcome;
  const { kind, name } = resource.identity;
  const worded = markdownIn(words);
  const written = (said: Said) => saidMarkdown(said, words);
  const gaps = [...left.gaps, ...(volumesGap === undefined ? [] : [volumesGap])];
  const parts = [
    worded`# Clean-up of ${kind} ${name}`,
    worded`Context ${connection.context}.`,
    ...section(
      written(say`Deletions`),
      results.map((each) => resultLine(each, words)),
    ),
    ...section(written(say`Left alone`), keptLines(left, results, words)),
    ...section(
      written(say`Waiting for a finalizer`),
      left.stuck.map((each) => stuckLine(each, words)),
    ),
    ...section(
      written(say`Released volumes`),
      volumes.map((each) => volumeLine(each, words)),
    ),
    ...section(written(say`Not looked at`), gaps.map(written)),
    ...section(written(say`Not in the cluster`), left.notes.map(written)),
  ];
  return markdown`${joinMarkdown(parts, '\n\n')}\n`;
}

function section(title: Markdown, lines: readonly Markdown[]): readonly Markdown[] {
  if (lines.length === 0) return [];
  return [
    markdown`## ${title}`,
    joinMarkdown(
      lines.map((line) => markdown`- ${line}`),
      '\n',
    ),
  ];
}

function resultLine({ object, outcome, message }: DeletionResult, words: Wording): Markdown {
  const worded = markdownIn(words);
  const what = {
    deleted: worded`deleted`,
    gone: worded`was gone already`,
    forbidden: worded`**not deleted**: you may not`,
    failed: worded`**not deleted**`,
    lives: worded`**not deleted**`,
    'not-reached': worded`**not deleted**: cancelled before`,
  }[outcome];
  const line = markdown`${nameOf(object)}: ${what}`;
  return message === undefined ? line : markdown`${line}. ${saidMarkdown(message, words)}`;
}

function keptLines({ groups }: Leftovers, results: readonly DeletionResult[], words: Wording): readonly Markdown[] {
  const worded = markdownIn(words);
  const reached = new Set(results.map(({ object }) => object));
  const kept = groups.flatMap(({ objects }) => objects).filter(({ object }) => !reached.has(object));
  return kept.map(({ object, created }) =>
    created === '' ? nameOf(object) : worded`${nameOf(object)}, made ${saidMarkdown(ago(created), words)}`,
  );
}

function stuckLine({ object, finalizers }: Leftovers['stuck'][number], words: Wording): Markdown {
  const worded = markdownIn(words);
  const waitsFor = finalizers.length > 0 ? joined(finalizers, ', ') : say`the API server`;
  return worded`${nameOf(object)} is being deleted, and waits for ${saidMarkdown(waitsFor, words)}.`;
}

function volumeLine({ name, claim, capacity, reclaimPolicy, node }: ReleasedVolume, words: Wording): Markdown {
  const worded = markdownIn(words);
  const was =
    node === undefined
      ? worded`${code(name)} (${capacity}) was claim ${code(claim)}.`
      : worded`${code(name)} (${capacity} on node ${node}) was claim ${code(claim)}.`;
  const data =
    reclaimPolicy === 'Delete'
      ? worded`Kubernetes is deleting it.`
      : worded`The data is still on it, and nobody wipes it.`;
  return markdown`${was} ${data}`;
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
