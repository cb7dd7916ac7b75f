import { isSaid } from '../schemas/vocabulary/say.ts';
import type { Said, SaidValue } from '../schemas/contract/index.ts';
import { inertLines } from '../schemas/vocabulary/inertText.ts';

/**
 * A text for strangers: without names that are known, and without all that may be an address, a host, a user, a path of somebody's
 * machine, a quoted value or a secret. Too much goes rather than too little; words of ours, numbers and places in our own code stay.
 *
 * @param names of contexts, clusters, hosts, users, databases ...; shorter than two UTF-16 code units they stay.
 */
export function redact(text: string, names: Iterable<string> = []): string {
  const known = [...new Set(names)].filter((name) => name.length > 1).sort((one, other) => other.length - one.length);
  return inertLines(text, longest.text)
    .split('\n')
    .map((line) => {
      const short = line.length > longest.line ? `${line.slice(0, longest.line)} ...` : line;
      const bare = known.reduce((left, name) => withoutName(left, name), withoutTold(short));
      return patterns.reduce((left, [pattern, instead]) => left.replace(pattern, instead), bare);
    })
    .join('\n');
}

/** UTF-16 code units: what looks for so much in one line takes its time. */
const longest = { text: 60_000, line: 600 };

/** What a name that tells says goes to the end of the line: nobody knows where a password ends. */
function withoutTold(line: string): string {
  const found = telling.exec(line);
  return found ? `${line.slice(0, found.index + found[0].length)} <secret>` : line;
}

const telling =
  /(?:passw(?:or)?d|passphrase|pwd|token|secret|credential|api[-_]?key|authorization|bearer|cookie)[\w.-]{0,40}["']?\s{0,3}[=:]/i;

/** As a word: `web` is none in `website`, and is one in `web/shop`. */
function withoutName(text: string, name: string): string {
  const edge = (sign: string): boolean => /[\p{L}\p{N}_]/u.test(sign);
  let result = '';
  let from = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (at < from) continue;
    const end = at + name.length;
    const isPart =
      (edge(name.charAt(0)) && edge(text.charAt(at - 1))) ||
      (edge(name.charAt(name.length - 1)) && edge(text.charAt(end)));
    if (isPart) continue;
    result += `${text.slice(from, at)}<name>`;
    from = end;
  }
  return result + text.slice(from);
}

/** In this order: what is found first hides what it holds. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----(?:BEGIN|END) .*/g, '<secret>'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 <secret>'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]+/gi, '<address>'],
  [/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|\u201c[^\u201c\u201d\n]*\u201d/g, '<text>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<id>'],
  [/(?<![\w.+-])[\w.+-]+@[\w.-]+/g, '<user>'],
  // Ours are told by their last part; all others go whole.
  [/(?:[a-z]:)?(?<![\\/])[\\/](?:[^\s\\/:()<>|]+[\\/])*dist[\\/](?=[\w.-]+\.c?js\b)/gi, 'dist/'],
  [/(?<![\w<.\\/])(?:[a-z]:|~|\\)?[\\/][^\s:()<>|,;]+/gi, '<path>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi, '<address>'],
  [
    /\b(?!dist\b)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.){1,10}(?!(?:c?js|ts|mjs|json|yaml|yml)\b)[a-z][a-z0-9-]+(?::\d+)?\b/gi,
    '<host>',
  ],
  [/\b(?=[\w+/=-]*\d)[\w+/=-]{20,}/g, '<secret>'],
];

/** Values in what was said: everything in it that is not ours. */
export function valuesIn(said: Said): readonly string[] {
  if ('text' in said) return said.values.flatMap(valuesOf);
  if ('parts' in said) return said.parts.flatMap(valuesOf);
  if ('count' in said) return [...valuesIn(said.one), ...valuesIn(said.other)];
  return [said.quotation];
}

function valuesOf(value: SaidValue): readonly string[] {
  if (isSaid(value)) return valuesIn(value);
  return typeof value === 'number' ? [] : [value];
}
