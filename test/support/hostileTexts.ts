/**
 * Texts of people who mean harm, as names, values, messages of servers, events or lines of logs. Every text that ours put on a
 * screen, into Markdown, a terminal or a shell is tried with all of them; `inert.ts` says what has to come out.
 */
export interface HostileText {
  /** A few words for the name of a test. */
  readonly what: string;
  readonly text: string;
}

const esc = '\u001B';

export const hostileTexts: readonly HostileText[] = [
  // What renderers of Markdown make live.
  {
    what: 'a link to a command',
    text: '[Repair it](command:workbench.action.terminal.new?%7B%22name%22%3A%22x%22%7D)',
  },
  { what: 'a link to a page', text: 'see [the manual](https://evil.example/login "title")' },
  { what: 'a link to a file', text: '[log](file:///etc/passwd) [x](vscode://evil.example/run)' },
  { what: 'bare addresses', text: 'https://evil.example www.evil.example mailto:a@evil.example root@evil.example' },
  { what: 'addresses in brackets', text: '<https://evil.example> <command:evil.example> <a@evil.example>' },
  { what: 'a link by reference', text: '[x]: https://evil.example\n\n[x] [y][x] ![z][x]' },
  { what: 'an image', text: '![](https://evil.example/pixel.png)' },
  { what: 'an image in an open code span', text: 'web-`![](https://evil.example/pixel.png)`' },
  { what: 'an image of HTML', text: '<img src="https://evil.example/pixel.png" onerror="alert(1)">' },
  { what: 'a link of HTML', text: '<a href="command:evil.example">x</a><script>alert(1)</script><!-- ' },
  { what: 'HTML that closes more than it opens', text: '</code></pre></div><style>*{display:none}</style>' },
  { what: 'one backtick', text: 'a`b' },
  { what: 'backticks around', text: '`a`' },
  { what: 'runs of backticks', text: '` `` ``` ```` `![](https://evil.example/a)` ``` `' },
  { what: 'a backslash at the end', text: String.raw`a\`` },
  {
    what: 'escapes that undo escapes',
    text: String.raw`\[x\](command:evil.example) \\[x](command:evil.example) \`![](x)`,
  },
  { what: 'entities', text: '&#91;x&#93;&#40;command:evil.example&#41; &lt;img src=x&gt; &amp;' },
  { what: 'a table', text: 'a | b\n--- | ---\n[x](command:evil.example) | ![](https://evil.example/a)' },
  { what: 'pipes', text: '| a || b |' },
  { what: 'a heading', text: '# Database Manifests\n## Sign in\nSetext\n===' },
  { what: 'a fence', text: '```\n[x](command:evil.example)\n```\n~~~html\n<img src=x>\n~~~' },
  { what: 'a quote and a list', text: '> [x](command:evil.example)\n- [ ] a\n1. b\n* * *\n+ c' },
  { what: 'indented code', text: '\n\n    <img src=x>\n\n\t[x](command:evil.example)' },
  { what: 'emphasis', text: '***a* __b__ ~~c~~ _d' },
  { what: 'an icon', text: '$(error) $(sync~spin) \\$(x)' },
  { what: 'a tab stop', text: '$1 ${2:x} ${3|a,b|} $TM_FILENAME $0 } \\' },
  // What terminals obey.
  { what: 'colours and moves of a terminal', text: `${esc}[31mred${esc}[2J${esc}[1;1H${esc}[8m` },
  { what: 'a link of a terminal', text: `${esc}]8;;https://evil.example${esc}\\x${esc}]8;;\u0007` },
  { what: 'the clipboard through a terminal', text: `${esc}]52;c;cm0gLXJmIH4K\u0007` },
  { what: 'a title and an answer of a terminal', text: `${esc}]0;x\u0007${esc}[6n${esc}P+q544e${esc}\\` },
  { what: 'controls of eight bits', text: '\u009B31m\u009D8;;https://evil.example\u009Cx\u0090q\u009C\u0085' },
  { what: 'carriage return and backspaces', text: 'harmless\rrm -rf ~ \b\b\b\b\u007F' },
  { what: 'bells and form feeds', text: 'a\u0007b\u000Cc\u000Bd\te' },
  { what: 'NUL', text: 'a\u0000b' },
  // What readers see wrong.
  { what: 'a right-to-left override', text: 'photo_\u202Egnp.exe\u202C' },
  { what: 'isolates', text: '\u2066admin\u2069\u2067x\u2068y\u200E\u200F\u061C' },
  { what: 'invisible characters', text: 'ad\u200Bmin\u2060\uFEFF\u00AD\u180E' },
  { what: 'tag characters', text: 'shop\u{E0001}\u{E0041}\u{E0042}\u{E007F}' },
  { what: 'half a character', text: 'a\uD83Db\uDE00' },
  // What pipelines obey.
  { what: 'a workflow command', text: '::error file=x.yaml,line=1::y' },
  { what: 'a workflow command on a line of its own', text: 'x\n::add-mask::a\r\n  ::stop-commands::z\u2028::error::y' },
  { what: 'a workflow command of the older kind', text: 'x ##[error]y ##[set-env name=PATH]z' },
  { what: 'a logging command', text: 'x ##vso[task.setvariable variable=a]b ##teamcity[buildStatus text="x"]' },
  // What shells and programs obey.
  { what: 'an option', text: '--kubeconfig=/tmp/x' },
  { what: 'short options', text: '-rf' },
  { what: 'a file of arguments', text: '@/etc/passwd' },
  { what: 'a substitution', text: '$(id) ${HOME} $HOME $((1+1)) <(id)' },
  { what: 'a substitution in backticks', text: '`id`' },
  { what: 'quotes of every shell', text: `' " \`" '' "" \\' \\" $'a' $"b" @'\n'@ '"'"' ^` },
  { what: 'more commands', text: 'a; id & id && id || id | id > /tmp/x\n id #' },
  { what: 'variables of Windows', text: '%PATH% %CD:~0,1% !PATH! ^& "&calc&" %1' },
  { what: 'history', text: '!! !$ !-1 ^a^b' },
  { what: 'globs', text: '* ? [a-z] {a,b} ~ ~root' },
  { what: 'a line that is typed anew', text: 'a\u0015id\r' },
  { what: 'the end of a paste', text: `a${esc}[201~id\n` },
  { what: 'paths', text: '../../../etc/passwd \\\\evil.example\\share C:\\Windows\\x /dev/tcp/evil.example/1' },
  { what: 'an address of a database', text: 'x@evil.example:1/y?sslmode=disable&host=/tmp#z' },
  // What is read as data of another kind.
  { what: 'line breaks of every kind', text: 'a\nb\r\nc\rd\u2028e\u2029f\u0085g' },
  { what: 'YAML', text: 'a: {b: !!binary c} # d\n---\n- &e *f' },
  { what: 'the prototype of objects', text: '__proto__' },
  { what: 'what every object has', text: 'constructor' },
  { what: 'blanks', text: ' \t ' },
  { what: 'nothing', text: '' },
  { what: '100 kB', text: 'x'.repeat(100_000) },
  { what: '100 kB of backticks and brackets', text: '`[![](<*_'.repeat(11_200) },
  { what: '100 kB of emoji', text: '👩‍💻'.repeat(20_000) },
];

/** Those that a file may be called by, on the file system of the machine that this runs on. */
export const hostileFileNames: readonly HostileText[] = hostileTexts.filter(
  ({ text }) =>
    text.trim() !== '' &&
    Buffer.byteLength(text) < 200 &&
    // Halves of characters are written as something else.
    !/\p{Surrogate}/u.test(text) &&
    !/[/\0]/.test(text) &&
    (process.platform === 'linux' || !/[<>:"\\|?*]|\p{Cc}|[. ]$/u.test(text)),
);

/** A scalar in double quotes that every YAML parser reads as the text. */
export function asYamlScalar(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
