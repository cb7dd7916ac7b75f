import { authoredMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import type { Completion, Position } from '../answers.ts';
import { commentCodes } from '../commentCodes.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import { knownCodes } from '../knownCodes.ts';
import { directives } from '../suppressions.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { foundIn } from '../problems/diagnose.ts';

/** So many letters, for which no other comment is likely to begin so: Enter behind a word of prose stays Enter. */
const leastTyped = 3;

/** In a comment: what switches rules off, and behind that the rules, those first that find something there. */
export function completeDirectives(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  { line, character }: Position,
): Completion[] {
  const { slot } = placed;
  const own = line - placed.line;
  const start = slot.lines.lineStart(own);
  const before = slot.text.slice(start, start + character);
  const behind = /^[\w*/-]*/.exec(slot.text.slice(start + character, slot.lines.lineEnd(own)))?.[0].length ?? 0;
  const [, word] = /^[ \t]*#+[ \t]*([\w-]*)$/.exec(before) ?? [];
  const place = (text: string) => {
    const end = start + character;
    return rangeOf(placed, { start: end - text.length, end: end + behind });
  };
  if (word !== undefined) {
    if (word.length < leastTyped || !'db-manifests-disable-'.startsWith(word.slice(0, 21).toLowerCase())) return [];
    return directives.map((name, index) => ({
      ...{ label: name, kind: 'value', sortText: String(index), snippet: false, retrigger: true },
      edit: { range: place(word), text: `${name} ` },
    }));
  }
  const [, scope, typed = ''] =
    /^[ \t]*#+[ \t]*db-manifests-disable-(next-line|document|file)[ \t](?:[^#]*[ \t,])?([\w*/-]*)$/.exec(before) ?? [];
  if (scope === undefined || /[ \t]--/.test(before)) return [];
  return rulesFor(context, file, placed, scope, line).map(({ id, help, rank }, index) => ({
    ...{ label: id, kind: 'value', sortText: `${String(rank)}${String(index).padStart(4, '0')}` },
    ...{ snippet: false, retrigger: false, edit: { range: place(typed), text: id } },
    ...(help === undefined ? {} : { documentation: authoredMarkdown(help) }),
  }));
}

interface OfferedRule {
  readonly id: string;
  readonly help: string | undefined;
  readonly rank: number;
}

/** Those that find something where the comment counts, those of what the document is, and the others. */
function rulesFor(
  context: LanguageContext,
  file: ManifestFile,
  placed: PlacedSlot,
  scope: string,
  line: number,
): OfferedRule[] {
  const target = nextLine(placed, line);
  const around = scope === 'file' ? file.placed() : [placed];
  const found = new Set(
    around.flatMap((each) =>
      foundIn(context, file, each)
        .flat()
        .filter(({ span }) => scope !== 'next-line' || rangeOf(each, span).start.line === target)
        .map(({ code }) => code),
    ),
  );
  const own = context.packs.claim(placed.slot.header)?.pack;
  const rules = new Map(
    context.packs.all.flatMap((pack) => pack.rules.map((rule) => [rule.id, { rule, pack }] as const)),
  );
  return [...knownCodes(context.packs.all)]
    .filter((id) => !Object.hasOwn(commentCodes, id))
    .sort()
    .map((id) => {
      const known = rules.get(id);
      return {
        id,
        help: known?.rule.help,
        rank: found.has(id) ? 0 : known !== undefined && known.pack === own ? 1 : 2,
      };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** The line that a comment stands above: several of them belong to the line below them all. */
function nextLine({ slot, line: first }: PlacedSlot, line: number): number {
  let next = line + 1;
  for (;;) {
    const start = slot.lines.lineStart(next - first);
    const text = slot.text.slice(start, slot.lines.lineEnd(next - first));
    if (next - first > slot.lineEnds || !/^[ \t]*#+[ \t]*db-manifests-disable/.test(text)) return next;
    next++;
  }
}
