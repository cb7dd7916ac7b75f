import type { Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Only what no reader of expressions takes: Go's own are told from JavaScript's by what both refuse. */
export const excludePatternInvalid: Rule = {
  id: 'cloudnative-pg/exclude-pattern-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`excludePatterns\` are regular expressions in Go's syntax that names of slots are compared with. The webhook refuses one
that it cannot read, such as a bracket that is not closed, or \`*\` with nothing before it. To mean "any text" write \`.*\`.`,
  source: webhook('cluster', 2330),
  since: '1.23',
  *check({ spec }) {
    for (const [text, node] of textItems(spec.at('replicationSlots', 'synchronizeReplicas', 'excludePatterns'))) {
      if (!isBroken(text)) continue;
      yield {
        node,
        message: say`"${text}" is no regular expression, so it is refused: close its brackets, and write \`.*\` for any text.`,
        fixes: text.startsWith('*')
          ? [{ title: say`Write ".${text}"`, edits: [{ do: 'set', node, value: `.${text}` }], safe: false }]
          : [],
      };
    }
  },
};

/** Whether brackets stay open or a repetition has nothing to repeat. */
function isBroken(pattern: string): boolean {
  let [depth, inClass, mayRepeat] = [0, false, false];
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern.charAt(index);
    if (letter === '\\') {
      if (index + 1 === pattern.length) return true;
      [index, mayRepeat] = [index + 1, true];
    } else if (inClass) {
      if (letter === '[' && pattern.startsWith('[:', index)) index = Math.max(index, pattern.indexOf(':]', index) + 1);
      else if (letter === ']') [inClass, mayRepeat] = [false, true];
    } else if (letter === '[') {
      inClass = true;
      if (pattern.startsWith('^', index + 1)) index++;
      // A bracket that comes first stands for itself.
      if (pattern.startsWith(']', index + 1)) index++;
    } else if (letter === '(') {
      depth++;
      mayRepeat = false;
      if (pattern.startsWith('?', index + 1)) index = Math.max(index, groupHead(pattern, index));
    } else if (letter === ')') {
      if (--depth < 0) return true;
      mayRepeat = true;
    } else if (letter === '*' || letter === '+' || letter === '?') {
      if (!mayRepeat) return true;
    } else mayRepeat = letter !== '|' && letter !== '^';
  }
  return depth > 0 || inClass;
}

/** Where `(?i)`, `(?:` or `(?P<name>` ends, its last character included. */
function groupHead(pattern: string, start: number): number {
  const end = /^\(\?(?:P?<\w*>|[imsU-]*:?)/.exec(pattern.slice(start))?.[0].length ?? 1;
  return start + end - 1;
}
