import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** One measurement of `measureOperations`, in a process of its own: `BUNDLE DIST INPUT ROUNDS`. */
const [bundle, dist, input, roundsText] = process.argv.slice(2);
const rounds = Number(roundsText);
const { createService } = await import(pathToFileURL(bundle).href);
const { text, sites } = JSON.parse(readFileSync(input, 'utf8'));

const uri = 'file:///bench/manifest.yaml';
const service = createService(dist);
service.setFile(uri, text);
service.diagnose(uri);

const at = (line, character) => ({ line, character });
const value = (line) => at(line, '  numberOfInstances: '.length);
const lines = text.split('\n');
/** The name of the resource that a line is of: its document says it above. */
const nameAbove = (line) => {
  const found = lines.slice(0, line).findLastIndex((each) => each.startsWith('  name: '));
  return at(found, '  name: '.length + 1);
};

/** What an editor asks about, by the name of its request; each after an edit of another document. */
const operations = {
  'problems of an edited document': () => service.diagnose(uri),
  hover: (line) => service.hover(uri, at(line, 6)),
  'completion of a value': (line) => service.complete(uri, value(line)),
  'names from a cluster': (line) => service.liveNames(uri, value(line)),
  'quick fixes': (line) => service.codeActions(uri, { start: at(line, 0), end: at(line + 1, 0) }),
  'all fixes': () => service.fixAll(uri),
  outline: () => service.documentSymbols(uri),
  folding: () => service.foldingRanges(uri),
  selection: (line) => service.selectionRanges(uri, [at(line, 6)]),
  links: () => service.documentLinks(uri),
  hints: (line) => service.inlayHints(uri, { start: at(Math.max(0, line - 30), 0), end: at(line + 30, 0) }),
  lenses: () => service.codeLenses(uri),
  status: () => service.status(uri),
  definition: (line) => service.definition(uri, nameAbove(line)),
  references: (line) => service.references(uri, nameAbove(line), true),
  highlights: (line) => service.documentHighlights(uri, nameAbove(line)),
  'rename, prepared': (line) => service.prepareRename(uri, nameAbove(line)),
  rename: (line) => service.rename(uri, nameAbove(line), 'renamed'),
  'linked ranges': (line) => service.linkedRanges(uri, nameAbove(line)),
  'symbols of the workspace': () => service.workspaceSymbols('shop'),
  'resources of a file': () => service.resources(uri),
  'fields at places': (line) => service.fieldsAt(uri, [at(line, 6)]),
  'places of fields': () => service.locate(uri, 0, ['spec.numberOfInstances']),
  'edits of fields': () => service.setFields(uri, 0, [{ path: ['spec', 'numberOfInstances'], value: 3 }]),
};

/** The same in the middle of a word, with a quote and a bracket left open above it. */
const broken = {
  'completion in broken text': (line) => service.complete(uri, at(line + 2, 4)),
};

const results = {};
for (const [name, ask] of Object.entries(operations)) results[name] = measure(ask, '1');
for (const [name, ask] of Object.entries(broken)) results[name] = measure(ask, '"\n  other: [a,\n  en', true);
process.stdout.write(JSON.stringify(results));

/** Time of the processor in ms: that of the machine depends on who else works on it. */
function measure(ask, typed, isHere = false) {
  const times = [];
  const warmUp = Math.ceil(rounds / 4);
  for (let round = -warmUp; round < rounds; round++) {
    const line = sites[(round + sites.length * warmUp) % sites.length];
    const edited = isHere ? line : sites[(round + 1 + sites.length * warmUp) % sites.length];
    const end = at(edited, lines[edited].length);
    service.changeFile(uri, [{ range: { start: end, end }, text: typed }]);
    const before = process.cpuUsage();
    ask(line);
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times.push((user + system) / 1000);
    const more = typed.split('\n');
    const typedEnd =
      more.length === 1 ? at(edited, end.character + typed.length) : at(edited + more.length - 1, more.at(-1).length);
    service.changeFile(uri, [{ range: { start: end, end: typedEnd }, text: '' }]);
  }
  return times;
}
