import type { Markdown } from '../../../schemas/contract/index.ts';
import {
  code,
  joinMarkdown,
  markdown,
  messageMarkdown,
  placeLink,
  proseMarkdown,
} from '../../../schemas/vocabulary/markdown.ts';
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
  Record<
    UpgradeEffect,
    { readonly title: string; readonly about: string; /** Of a single one. */ readonly one?: string }
  >
> = {
  refused: {
    title: 'Refused',
    about: 'Mend these before the upgrade, or the resource cannot be applied, or does not run.',
  },
  ignored: { title: 'Ignored', about: 'Nothing reads these any more.' },
  different: { title: 'Different', about: 'These mean something else from then on.' },
  default: {
    title: 'New defaults',
    one: 'New default',
    about: 'These are left out, and what is left out does something else from then on.',
  },
  effective: { title: 'Takes effect', about: 'These were ignored so far.' },
  unread: { title: 'Not compared', about: '' },
  solved: { title: 'Solved', about: 'What a check finds today, and not after the upgrade.' },
};

export const effects = Object.keys(upgradeEffects) as readonly UpgradeEffect[];

/** From one version to another, each system once. */
export function upgradeTitles({ from, to }: UpgradeQuestion, systems: readonly UpgradableSystem[]): readonly string[] {
  return Object.entries(to).map(([id, after]) => {
    const system = systems.find((each) => each.id === id);
    const before = from[id] ?? system?.version;
    const title = system?.title ?? id;
    return before === undefined ? `${title} to ${after}` : `${title} from ${before} to ${after}`;
  });
}

/** Of an operator of which nobody knows what runs. */
export function unknownSentence(id: string, systems: readonly UpgradableSystem[]): string {
  const { title = id, versions = [] } = systems.find((each) => each.id === id) ?? {};
  return `which version of ${title} runs is not known, so what is its own is not compared: say it (from), one of ${versions.join(', ')}.`;
}

/** What an upgrade changes, by what becomes of it, each place with a link. */
export function upgradePage(
  titles: readonly string[],
  changes: readonly PlacedChange[],
  remarks: readonly string[],
): Markdown {
  const parts = [
    markdown`# Before an upgrade`,
    joinMarkdown(
      titles.map((title) => markdown`- ${title}`),
      '\n',
    ),
    ...(changes.length === 0 ? [markdown`Nothing changes for what is written here.`] : []),
    ...(remarks.length === 0
      ? []
      : [
          joinMarkdown(
            remarks.map((remark) => markdown`- **Not compared:** ${proseMarkdown(remark)}`),
            '\n',
          ),
        ]),
    ...effects.flatMap((effect) => section(effect, changes)),
  ];
  return markdown`${joinMarkdown(parts, '\n\n')}\n`;
}

function section(effect: UpgradeEffect, all: readonly PlacedChange[]): readonly Markdown[] {
  const here = all.filter(({ change }) => change.effect === effect);
  if (here.length === 0) return [];
  const { title, about } = upgradeEffects[effect];
  const several = new Set(all.map(({ change }) => change.system)).size > 1;
  const files = [...new Set(here.map(({ file }) => file))];
  return [
    markdown`## ${title} (${here.length})`,
    ...(about === '' ? [] : [markdown`${about}`]),
    ...files.flatMap((file) => [
      code(file),
      joinMarkdown(
        here.filter((each) => each.file === file).map((each) => line(each, several)),
        '\n',
      ),
    ]),
  ];
}

function line({ place, change }: PlacedChange, several: boolean): Markdown {
  const { message, fixes, since, system, range, effect, code: rule } = change;
  const number = range.start.line + 1;
  const when = several ? `${system} ${since}` : since;
  const [fix] = fixes;
  const parts = [
    markdown`- ${placeLink(`Line ${String(number)}`, place, number)}: ${messageMarkdown(message)}`,
    ...(effect === 'unread' ? [] : [markdown`*(since ${when}, ${rule})*`]),
    ...(fix ? [markdown`**Fix:** ${messageMarkdown(fix.title)}.`] : []),
  ];
  return joinMarkdown(parts, ' ');
}
