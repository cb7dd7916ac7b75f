import type { Markdown, Said } from '../../../schemas/contract/index.ts';
import {
  code,
  joinMarkdown,
  markdown,
  markdownIn,
  messageMarkdown,
  placeLink,
  proseMarkdown,
} from '../../../schemas/vocabulary/markdown.ts';
import { english, render } from '../../../schemas/vocabulary/render.ts';
import type { Wording } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { UpgradableSystem, UpgradeChange, UpgradeEffect, UpgradeQuestion } from '../answers.ts';

/** A change and the file that it is in. */
export interface PlacedChange {
  /** For people. */
  readonly file: string;
  /** As `placeLink` takes it. */
  readonly place: string;
  readonly change: UpgradeChange;
}

/** In this order: what stops first. */
export const upgradeEffects: Readonly<
  Record<UpgradeEffect, { readonly title: Said; readonly about?: Said; /** Of a single one. */ readonly one?: Said }>
> = {
  refused: {
    title: say`Refused`,
    about: say`Mend these before the upgrade, or the resource cannot be applied, or does not run.`,
  },
  ignored: { title: say`Ignored`, about: say`Nothing reads these any more.` },
  different: { title: say`Different`, about: say`These mean something else from then on.` },
  default: {
    title: say`New defaults`,
    one: say`New default`,
    about: say`These are left out, and what is left out does something else from then on.`,
  },
  effective: { title: say`Takes effect`, about: say`These were ignored so far.` },
  unread: { title: say`Not compared` },
  solved: { title: say`Solved`, about: say`What a check finds today, and not after the upgrade.` },
};

export const effects = Object.keys(upgradeEffects) as readonly UpgradeEffect[];

/** From one version to another, each system once. */
export function upgradeTitles(
  { from, to }: UpgradeQuestion,
  systems: readonly UpgradableSystem[],
  words: Wording = english,
): readonly string[] {
  return Object.entries(to).map(([id, after]) => {
    const system = systems.find((each) => each.id === id);
    const before = from[id] ?? system?.version;
    const title = system?.title ?? id;
    return render(before === undefined ? say`${title} to ${after}` : say`${title} from ${before} to ${after}`, words);
  });
}

/** Of an operator of which nobody knows what runs. */
export function unknownSentence(id: string, systems: readonly UpgradableSystem[], words: Wording = english): string {
  const { title = id, versions = [] } = systems.find((each) => each.id === id) ?? {};
  return render(
    say`which version of ${title} runs is not known, so what is its own is not compared: say it (from), one of ${versions.join(', ')}.`,
    words,
  );
}

/** What an upgrade changes, by what becomes of it, each place with a link. */
export function upgradePage(
  titles: readonly string[],
  changes: readonly PlacedChange[],
  remarks: readonly string[],
  words: Wording = english,
): Markdown {
  const worded = markdownIn(words);
  const parts = [
    worded`# Before an upgrade`,
    joinMarkdown(
      titles.map((title) => markdown`- ${title}`),
      '\n',
    ),
    ...(changes.length === 0 ? [worded`Nothing changes for what is written here.`] : []),
    ...(remarks.length === 0
      ? []
      : [
          joinMarkdown(
            remarks.map((remark) => worded`- **Not compared:** ${proseMarkdown(remark)}`),
            '\n',
          ),
        ]),
    ...effects.flatMap((effect) => section(effect, changes, words)),
  ];
  return markdown`${joinMarkdown(parts, '\n\n')}\n`;
}

function section(effect: UpgradeEffect, all: readonly PlacedChange[], words: Wording): readonly Markdown[] {
  const here = all.filter(({ change }) => change.effect === effect);
  if (here.length === 0) return [];
  const { title, about } = upgradeEffects[effect];
  const several = new Set(all.map(({ change }) => change.system)).size > 1;
  const files = [...new Set(here.map(({ file }) => file))];
  return [
    markdown`## ${render(title, words)} (${here.length})`,
    ...(about === undefined ? [] : [markdown`${render(about, words)}`]),
    ...files.flatMap((file) => [
      code(file),
      joinMarkdown(
        here.filter((each) => each.file === file).map((each) => line(each, several, words)),
        '\n',
      ),
    ]),
  ];
}

function line({ place, change }: PlacedChange, several: boolean, words: Wording): Markdown {
  const worded = markdownIn(words);
  const { message, fixes, since, system, range, effect, code: rule } = change;
  const number = range.start.line + 1;
  const when = several ? `${system} ${since}` : since;
  const [fix] = fixes;
  const parts = [
    markdown`- ${placeLink(render(say`Line ${number}`, words), place, number)}: ${messageMarkdown(message)}`,
    ...(effect === 'unread' ? [] : [worded`*(since ${when}, ${rule})*`]),
    ...(fix ? [worded`**Fix:** ${messageMarkdown(fix.title)}.`] : []),
  ];
  return joinMarkdown(parts, ' ');
}
