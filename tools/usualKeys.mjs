// Counts which keys people write in which map of which kind: what completion lists first.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';

const usage = `node tools/usualKeys.mjs --group GROUP [--group GROUP]... [--least N] FOLDER...

Reads the manifests of the folders, and prints for each map of the kinds of these API groups which keys are written in it,
most written first, as lines for usualKeys.ts of a pack. Maps that stand in fewer than N files (2) are left out, and so are
those that the table of all packs answers for. The manifests themselves are not taken over.`;

const { values, positionals } = parseArgs({
  options: {
    group: { type: 'string', multiple: true },
    least: { type: 'string', default: '2' },
    help: { type: 'boolean' },
  },
  allowPositionals: true,
});
if (values.help || positionals.length === 0 || !values.group) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

/** More keys than that nobody reads. */
const most = 24;
/** @type {Map<string, { files: Set<string>, keys: Map<string, Set<string>> }>} */
const maps = new Map();
for (const file of positionals.flatMap(manifests))
  for (const document of documentsOf(file)) readDocument(document, file);

for (const [place, { files, keys }] of [...maps].sort()) {
  if (files.size < Number(values.least) || keys.size < 2) continue;
  const usual = [...keys].sort(([a, first], [b, second]) => second.size - first.size || (a < b ? -1 : 1));
  const written = usual.slice(0, most).map(([key]) => key);
  console.log(`  '${place}': '${written.join(' ')}',`);
}

/** @param {string} folder */
function manifests(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => path.join(folder, name));
}

/** @param {string} file */
function documentsOf(file) {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((each) => {
    try {
      return [each.toJS()];
    } catch {
      return [];
    }
  });
}

/** @param {any} document @param {string} file */
function readDocument(document, file) {
  if (typeof document?.kind !== 'string' || typeof document.apiVersion !== 'string') return;
  if (!values.group?.includes(document.apiVersion.split('/')[0])) return;
  readMap(document, `${document.kind} `, file);
}

/** @param {any} value @param {string} place @param {string} file */
function readMap(value, place, file) {
  if (Array.isArray(value)) for (const item of value) readMap(item, `${place}[]`, file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const map = maps.get(place) ?? { files: new Set(), keys: new Map() };
  maps.set(place, map);
  map.files.add(file);
  for (const [key, below] of Object.entries(value)) {
    if (/^[\w./-]+$/.test(key)) map.keys.set(key, (map.keys.get(key) ?? new Set()).add(file));
    readMap(below, place.endsWith(' ') ? place + key : `${place}.${key}`, file);
  }
}
