import type { Derived } from '../../../schemas/contract/index.ts';
import { joinMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import type { InlayHint, Range } from '../answers.ts';
import { ask } from '../ask.ts';
import { claimedSubjects } from '../subjects/claimedSubjects.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { derivedLines } from './derivedLines.ts';

/** Beside a field the Secret that the operator makes because of it. Those that the resource's name alone causes are left out. */
export function inlayHints(context: LanguageContext, file: ManifestFile, range: Range): InlayHint[] {
  if (!context.settings.inlayHints) return [];
  return file
    .placed()
    .filter(({ slot, line }) => line <= range.end.line && line + slot.lineEnds >= range.start.line)
    .flatMap((placed) => claimedSubjects(context, file, placed).flatMap((claimed) => hintsOf(context, claimed)))
    .filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line);
}

/** Editors cut what is longer: VS Code at 43 characters, in the middle of a word. The arrow takes two. */
const mostShown = 41;

/** Up to a dot where that leaves enough to tell names apart; the whole name is in the tooltip. */
function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const cut = name.slice(0, most - 1);
  const dot = cut.lastIndexOf('.');
  return `${dot > most / 2 ? cut.slice(0, dot + 1) : cut}…`;
}

function hintsOf(context: LanguageContext, { resource, claim, slot }: ClaimedSubject): InlayHint[] {
  const byPlace = new Map<string, Derived[]>();
  for (const derived of ask(context, 'derive', [], () => [...claim.pack.system.derive(resource)])) {
    if (derived.type !== 'Secret' || derived.because[0] === 'metadata') continue;
    const key = JSON.stringify(derived.because);
    byPlace.set(key, [...(byPlace.get(key) ?? []), derived]);
  }
  return [...byPlace.values()].flatMap((secrets) => {
    const [first] = secrets;
    const node = resource.root.at(...(first?.because ?? []));
    if (!first || !node.keySpan) return [];
    // Behind the value where that ends on the key's line, so that it reads as a remark on the line.
    const key = rangeOf(slot, node.keySpan);
    const value = rangeOf(slot, node.span);
    const position = value.end.line === key.end.line ? value.end : { ...key.end, character: key.end.character + 1 };
    const more = secrets.length > 1 ? ` +${String(secrets.length - 1)}` : '';
    return [
      {
        position,
        label: `→ ${shortened(first.name, mostShown - more.length)}${more}`,
        tooltip: joinMarkdown(derivedLines(secrets, context.words), '\n\n'),
      },
    ];
  });
}
