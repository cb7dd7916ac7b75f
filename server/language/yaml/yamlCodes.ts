import type { ProblemCode } from './problem.ts';

/** Pages about what cannot be read as YAML, or is read as something else than it looks like: Markdown, per code. */
export const yamlCodes: Readonly<Record<`yaml/${ProblemCode}`, string>> = {
  'yaml/syntax': `kubectl cannot read the line, and refuses the whole file. Mostly a quote or a bracket is missing, a colon has no blank
behind it, or the line begins in a column of its own. The other documents and lines are checked all the same.`,
  'yaml/tab-indent': `YAML takes blanks only at the start of a line. The fix writes two for each tab, and most editors do so by themselves
(\`editor.insertSpaces\`).`,
  'yaml/indentation': `Entries that belong together begin in the same column; what belongs to an entry begins further right. This line does
neither. The fixes move it, with what stands below it, to the column of an entry above.`,
  'yaml/missing-colon': `A key is followed by a colon and a blank: \`key: value\`. Without the colon the line is a text, and there is none here that
it could go on.`,
  'yaml/nested-colon': `A plain value cannot hold a colon with a blank behind it, because that begins another entry. Text goes in quotes,
\`title: "shop: orders"\`; a map goes on lines of its own, further right.`,
  'yaml/multiline-key': `A key and its colon stand on one line. Where several lines seem to be one key, a colon is missing in the first of them, or
a quote is not closed.`,
  'yaml/unclosed-quote': `A text that begins with a quote ends with the same one. Within single quotes \`''\` stands for one of them, within double
quotes \`\\"\`.`,
  'yaml/unclosed-flow': `A list between \`[\` and \`]\`, or a map between \`{\` and \`}\`, may go over several lines, but has to end. On lines of their own,
with dashes and indentation, neither needs brackets.`,
  'yaml/missing-comma': `Entries between brackets are divided by commas: \`[a, b]\`, \`{a: 1, b: 2}\`.`,
  'yaml/extra-comma': `Between two commas, or between a bracket and a comma, an entry is missing.`,
  'yaml/scalar-start': `Some characters mean something at the start of a value: \`@\` and the backtick are reserved, \`%\`, \`*\`, \`&\`, \`!\`, \`|\` and \`>\` have a
meaning of their own. In quotes they are text.`,
  'yaml/escape': `In double quotes a backslash begins an escape sequence, such as \`\\n\` or \`\\u00e4\`, and this is none. In single quotes a backslash is a
backslash.`,
  'yaml/block-in-flow': `Between brackets a list or a map has brackets itself: dashes and indentation mean nothing there.`,
  'yaml/key-too-long': `kubectl takes a key of up to 1024 characters without a mark in front of it. Mostly a colon far behind has made a key of a text.`,
  'yaml/bad-alias': `\`&name\` names a value, \`*name\` stands for it further below. A name has no blanks, and neither sign stands alone. A value that only
looks like one goes in quotes.`,
  'yaml/missing-space': `A blank divides a colon, a comment, a tag or a quoted text from what follows.`,
  'yaml/directive': `Directives (\`%YAML 1.2\`) stand above the \`---\` of their document. kubectl cuts files at \`---\`, so that they end up in another one,
which it refuses.`,
  'yaml/separator': `kubectl cuts files at every line that begins with \`---\`, whatever stands behind. Text there belongs to no document; a comment may
stand there.`,
  'yaml/ignored-text': `A file is a row of documents with \`---\` between them. After the end of one (\`...\`, or a value at its top), kubectl reads nothing more
up to the next \`---\`: what stands there is not applied, and nothing says so.`,
  'yaml/control-character': `YAML takes tabs, line ends and printable characters only. Such a character is mostly left over from copying; in double quotes it can be
written as an escape sequence.`,
  'yaml/bad-tag': `A tag (\`!!str\`, \`!name\`) says what type a value has. kubectl knows a few, and refuses the rest.`,
  'yaml/block-header': `Behind \`|\` and \`>\`, which begin a text of several lines, may stand how its last line ends (\`+\`, \`-\`) and how far it is indented (a
digit). The text begins on the next line.`,
  'yaml/list-here': `A dash and a blank begin an item of a list, and items stand on lines of their own. Text that begins so goes in quotes.`,
  'yaml/colon-alone': `A colon at the start of a line belongs to no key.`,
  'yaml/question-mark': `\`? \` marks a key in YAML. Between brackets kubectl takes every question mark for it; text goes in quotes.`,
  'yaml/colon-start': `Between brackets kubectl takes a colon at the start of a word for the one behind a key. Text such as \`:8080\` goes in quotes.`,
  'yaml/unknown-anchor': `\`*name\` stands for the value that is marked \`&name\` above it in the same document. Anchors do not go across \`---\`. A value that only
looks like an alias goes in quotes.`,
  'yaml/alias-loop': `The value that the alias stands for holds the alias: written out it would never end.`,
  'yaml/too-many-aliases': `Aliases of aliases make a short text into a tree without end. kubectl gives up on it.`,
  'yaml/many-aliases': `What aliases stand for is checked wherever they stand. In this document that would be too much, so from here on it is left out.`,
  'yaml/too-deep': `Values lie in each other deeper than anything that Kubernetes knows. What lies below is not checked.`,
  'yaml/too-large': `A document of more than 4 million characters is not read, so that editing it stays possible. Kubernetes stores no object of that size.`,
  'yaml/duplicate-key': `A map has each key once. kubectl reads the last one and drops the others, and nothing says so: \`kubectl apply\` ends well, with half of what
is written. Where both are meant, their values belong below one key.`,
  'yaml/invalid-key': `Keys are text in Kubernetes. \`yes\`, \`no\`, \`on\`, \`off\`, \`true\`, \`null\` and numbers are something else in YAML until they are in quotes.`,
  'yaml/merge-value': `\`<<: *name\` takes over the entries of a map that is marked \`&name\`; a list of such aliases takes over several. Anything else is refused.`,
  'yaml/infinite': `\`.inf\` and \`.nan\` are numbers in YAML, and there are none like them in JSON, which Kubernetes speaks.`,
  'yaml/wrong-tag': `A tag says that the value is of a type (\`!!int\`, \`!!bool\`), and it is not.`,
  'yaml/invalid-base64': `A value with the tag \`!!binary\` is base64, and this is not.`,
};
