/**
 * Help of our own as lines for a terminal: links keep their text and their address, emphasis and code lose their marks, lists and
 * code blocks stay as they are.
 * @param width in UTF-16 units; longer words have a line of their own.
 */
export function plainMarkdown(text: string, width: number): string[] {
  let inCode = false;
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      inCode = !inCode;
      return [];
    }
    return inCode ? [`    ${line}`] : wrapped(withoutMarks(line), width);
  });
}

function withoutMarks(line: string): string {
  return line
    .replaceAll(/\[([^\][]*)\]\((https:[^()\s]*)\)/g, '$1 ($2)')
    .replaceAll(/(\*\*|__)(?=\S)([^*_]*)\1/g, '$2')
    .replaceAll('`', '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** A line of text that is no markup, as lines of at most so many UTF-16 units. */
export function wrapped(line: string, width: number): string[] {
  const indent = /^ *(?:[-*] |\d+\. )?/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const isFirst = current.trim() === indent.trim();
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(indent.length) + word;
    } else current += isFirst ? word : ` ${word}`;
  }
  return [...lines, current];
}
