/** Text from a manifest as Markdown that shows it and does nothing else. */

/** In the typeface of code, whatever it holds: no markup, no links, no HTML. */
export function inlineCode(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ');
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = line === '' || /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** As running text. `:` and `@` are escaped too, because they make links of addresses; so is the dot of `www.`. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]()<>#+!|~&:@-]/g, '\\$&')
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replaceAll(/[\r\n]+/g, ' ');
}
