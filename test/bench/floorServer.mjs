import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, isMap, isSeq, parseDocument } from 'yaml';
import { createSchemaFiles } from '../../server/host/schemaFiles.ts';
import { floorValidator } from './floorValidator.mjs';

/*
 * A measuring instrument, no product: the least that a language server can do over the same pipe with the same parser
 * and the same schemas. It keeps the text as `---` documents, parses the touched one, checks it against its schema, and
 * finds its way at the cursor by indentation. No rules, nothing across documents, no fixes, no YAML 1.1.
 *
 *   floorServer.cjs SCHEMAS                  a language server over standard input and output
 *   floorServer.cjs SCHEMAS --check FOLDER   prints the number of problems in all files below the folder
 */

const [schemaFolder, mode, folder] = process.argv.slice(2);
const schemas = createSchemaFiles(schemaFolder);
const validators = new Map();

function validatorOf({ apiVersion, kind }) {
  const schema = schemas.schema(apiVersion, kind);
  if (!schema) return undefined;
  const known = validators.get(schema) ?? floorValidator(schema);
  validators.set(schema, known);
  return known;
}

// Documents

const starts = /^---(?=[ \t\r\n]|$)/m;

function cut(text) {
  const pieces = [];
  let from = 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (!starts.test(text.slice(at + 1, at + 5))) continue;
    pieces.push(text.slice(from, at + 1));
    from = at + 1;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => ({ text: piece, lines: piece.split('\n').length - 1, problems: undefined }));
}

function check(document) {
  const lines = new LineCounter();
  const parsed = parseDocument(document.text, { lineCounter: lines, prettyErrors: false });
  const place = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: line - 1, character: col - 1 };
  };
  const problem = ([start, end], message) => ({
    range: { start: place(start), end: place(end) },
    severity: 1,
    message,
  });
  const value = parsed.errors.length === 0 ? parsed.toJS() : undefined;
  const validate = value && typeof value === 'object' ? validatorOf(value) : undefined;
  return [
    ...parsed.errors.map(({ pos, message }) => problem(pos, message)),
    ...(validate?.(value) ?? []).map(({ at, message }) => problem(rangeAt(parsed.contents, at), message)),
  ];
}

/** @param {any} node @param {readonly (string | number)[]} at @returns {[start: number, end: number]} */
function rangeAt(node, at) {
  let range = node.range;
  for (const step of at) {
    /** @type {any} */
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === step) : undefined;
    node = isSeq(node) ? node.items[step] : pair?.value;
    range = node?.range ?? pair?.key.range ?? range;
  }
  return [range[0], range[1]];
}

// The open files

const open = new Map();
const waiting = new Set();

function change(file, { range: { start, end }, text }) {
  let first = 0;
  let line = 0;
  while (first < file.documents.length - 1 && line + file.documents[first].lines <= start.line) {
    line += file.documents[first++].lines;
  }
  let last = first;
  let reached = line + file.documents[first].lines;
  while (last < file.documents.length - 1 && reached <= end.line) reached += file.documents[++last].lines;
  const old = file.documents.slice(first, last + 1).map((each) => each.text);
  const before = old.join('');
  const offset = (position) => lineStart(before, position.line - line) + position.character;
  const next = cut(before.slice(0, offset(start)) + text + before.slice(offset(end)));
  file.documents.splice(first, last - first + 1, ...next);
}

function lineStart(text, line) {
  let at = 0;
  for (let index = 0; index < line; index++) at = text.indexOf('\n', at) + 1;
  return at;
}

function publishSoon(uri) {
  if (waiting.size === 0) setImmediate(() => [...waiting].forEach((each) => waiting.delete(each) && publish(each)));
  waiting.add(uri);
}

function publish(uri) {
  const file = open.get(uri);
  const diagnostics = [];
  let line = 0;
  const down = (position) => ({ line: position.line + line, character: position.character });
  for (const document of file?.documents ?? []) {
    document.problems ??= check(document);
    for (const problem of document.problems) {
      diagnostics.push({ ...problem, range: { start: down(problem.range.start), end: down(problem.range.end) } });
    }
    line += document.lines;
  }
  send({ method: 'textDocument/publishDiagnostics', params: { uri, version: file?.version, diagnostics } });
}

// The cursor

const key = /^( *)((?:- +)*)([^\s#:'"-][^:#]*?):(?:\s|$)/;

/** The schema node that the cursor's line belongs to, the key on that line, and the texts of the kind. */
function locate({ textDocument, position }) {
  const file = open.get(textDocument.uri);
  let line = position.line;
  let index = 0;
  while (index < file.documents.length - 1 && file.documents[index].lines <= line)
    line -= file.documents[index++].lines;
  const { text } = file.documents[index];
  const value = (name) => new RegExp(`^${name}: *(\\S+)`, 'm').exec(text)?.[1];
  const [apiVersion, kind] = [value('apiVersion'), value('kind')];
  const schema = schemas.schema(apiVersion, kind);
  if (!schema) return undefined;
  const lines = text.split('\n');
  const own = lines[line].trim().split(':')[0];
  let column = lines[line].length - lines[line].trimStart().length;
  const parents = [];
  for (let above = line - 1; above >= 0 && column > 0; above--) {
    const found = key.exec(lines[above]);
    if (!found || found[1].length >= column) continue;
    if (found[1].length + found[2].length < column) parents.unshift(found[3]);
    column = found[1].length;
  }
  const texts = schemas.help(apiVersion, kind);
  const { nodes, root } = schema;
  const inner = (node) => (node?.items === undefined ? node : inner(nodes.at(node.items)));
  const node = parents.reduce((at, name) => inner(nodes.at(at?.properties?.[name] ?? at?.values)), nodes.at(root));
  return { node, own, nodes, help: (field) => texts[field?.help]?.text ?? '' };
}

function complete(params) {
  const found = locate(params);
  const items = Object.entries(found?.node?.properties ?? {}).map(([label, ref]) => {
    const documentation = { kind: 'markdown', value: found.help(found.nodes.at(ref)) };
    return { label, kind: 10, insertText: `${label}: `, documentation };
  });
  return { isIncomplete: false, items };
}

function hover(params) {
  const found = locate(params);
  const text = found?.help(found.nodes.at(found.node?.properties?.[found.own]));
  return text ? { contents: { kind: 'markdown', value: text } } : null;
}

// The wire

const handlers = {
  initialize: () => ({ capabilities: { textDocumentSync: 2, completionProvider: {}, hoverProvider: true } }),
  'textDocument/completion': complete,
  'textDocument/hover': hover,
  exit: () => process.exit(0),
  'textDocument/didOpen': ({ textDocument: { uri, version, text } }) => {
    open.set(uri, { version, documents: cut(text) });
    publishSoon(uri);
  },
  'textDocument/didChange': ({ textDocument: { uri, version }, contentChanges }) => {
    const file = open.get(uri);
    for (const each of contentChanges) change(file, each);
    file.version = version;
    publishSoon(uri);
  },
};

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
}

function serve() {
  let unread = Buffer.alloc(0);
  process.stdin.on('data', (bytes) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    for (;;) {
      const header = unread.indexOf('\r\n\r\n');
      if (header < 0) return;
      const end = header + 4 + Number(/content-length: *(\d+)/i.exec(unread.toString('latin1', 0, header))[1]);
      if (unread.length < end) return;
      const { id, method, params } = JSON.parse(unread.toString('utf8', header + 4, end));
      unread = unread.subarray(end);
      const result = handlers[method]?.(params) ?? null;
      if (id !== undefined && method !== undefined) send({ id, result });
    }
  });
  process.stdin.on('end', () => process.exit(0));
}

function checkFolder() {
  let problems = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.yaml')) continue;
    for (const document of cut(readFileSync(path.join(folder, name), 'utf8'))) problems += check(document).length;
  }
  console.log(problems);
}

if (mode === '--check') checkFolder();
else serve();
