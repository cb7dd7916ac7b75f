import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, dist, root } from './paths.mjs';

/**
 * What is measured on: the project's own examples and snippets over and over, each time under another name, with a
 * value of the wrong type planted about every 1,000 lines. The same text in every run.
 *
 * @typedef {object} Input
 * @property {string} name
 * @property {string} text
 * @property {number[]} planted lines (from 0) on which every server has to show an error
 * @property {number[]} sites lines that read `  numberOfInstances: N`, spread over the text, none of them planted
 */

/** @returns {Input} with exactly so many lines */
export function manifestOf(name, lineCount) {
  const lines = [];
  const documents = documentsInTurn();
  for (let number = 0; lines.length < lineCount; number++) {
    const document = documents(number);
    if (lines.length > 0 && lines.length + document.length >= lineCount) break;
    lines.push(...(lines.length > 0 ? ['---'] : []), ...document);
  }
  while (lines.length < lineCount) lines.push('# The end.');
  const counts = lines.flatMap((line, index) => (field.test(line) ? [index] : []));
  const planted = everyThousand(counts, lineCount);
  for (const line of planted) lines[line] = '  numberOfInstances: two';
  const free = counts.filter((line) => !planted.includes(line));
  return { name, text: `${lines.join('\n')}\n`, planted, sites: spread(free, 20) };
}

/** Writes files of one or two documents; one file in fifty has a planted error. @returns {string} their folder */
export function manifestFolder(fileCount) {
  const folder = path.join(cacheFolder, `files-${fileCount}`);
  rmSync(folder, { recursive: true, force: true });
  const documents = documentsInTurn();
  for (let index = 0; index < fileCount; index++) {
    const pair = index % 3 === 0 ? [...documents(2 * index), '---', ...documents(2 * index + 1)] : documents(2 * index);
    const text = `${pair.join('\n')}\n`;
    const file = path.join(folder, `team-${index % 40}`, `manifest-${index}.yaml`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      index % 50 === 0 ? text.replace(/^ {2}numberOfInstances: \d+/m, '  numberOfInstances: two') : text,
    );
  }
  return folder;
}

const field = /^ {2}numberOfInstances: \d+$/;

/** The n-th document as lines: mostly clusters, in one of fifty a kind that a repository has few of. */
function documentsInTurn() {
  const templates = readTemplates();
  const clusters = templates.filter((text) => /^kind: (postgresql|ConfigMap)$/m.test(text));
  const others = templates.filter((text) => !clusters.includes(text));
  return (number) => {
    const rare = number % 50 === 49;
    const from = rare ? others : clusters;
    return vary(from[(rare ? Math.floor(number / 50) : number) % from.length], number).split('\n');
  };
}

let templates;

/** Examples that are there to show what is found stay out: the planted errors are all that is wrong. */
function readTemplates() {
  if (templates) return templates;
  const faulty = new Set(faultyExamples());
  templates = ['examples', 'snippets'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => path.join(root, folder, name))
      .filter((file) => !faulty.has(file))
      .map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n'))
      .map((text) => (folder === 'snippets' ? withoutTabStops(text) : text))
      .flatMap((text) => text.split(/^---\n/m))
      .map((text) => text.trimEnd()),
  );
  return templates;
}

function faultyExamples() {
  const args = [
    path.join(dist, 'cli.cjs'),
    'check',
    '--format',
    'json',
    '--severity',
    'warning',
    path.join(root, 'examples'),
  ];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(stdout).map(({ file }) => path.resolve(file));
}

function withoutTabStops(snippet) {
  return snippet
    .replace(/^#.*\n/, '')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll('$0', '');
}

function vary(text, number) {
  // Tekton's operator knows its resources by their names.
  const named = /^apiVersion: operator\.tekton/m.test(text) ? text : text.replace(/^( {2}name: .*)$/m, `$1-${number}`);
  return named.replace(/size: \d+Gi/, `size: ${1 + (number % 97)}Gi`);
}

function everyThousand(lines, lineCount) {
  const wanted = Math.max(1, Math.round(lineCount / 1000));
  return spread(lines.slice(1), wanted);
}

function spread(items, count) {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]);
}
