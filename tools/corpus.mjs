// node tools/corpus.mjs [FOLDER]: false alarms and misses over real manifests. FOLDER (default ../shared) holds corpus/<system>
// (manifests that operators accept), corpus-invalid/<system> (each says at its top what is wrong) and, if there are any,
// public-faults/<system> (`*.valid*`: files and folders about which nothing is to be said). Exit code 1 = a false alarm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { root } from './paths.mjs';
import { MissingPart, runScript } from './runScript.mjs';

/** Folders of the corpus, and the operator's version that the invalid files were judged by. */
const judgedBy = { zalando: 'zalando=2.0', tekton: 'tekton-results=0.81' };
const usage = `npm run corpus [-- FOLDER]

False alarms and misses over real manifests, of what is built (npm run build).

  FOLDER  holds corpus/<system> (manifests that operators accept), corpus-invalid/<system>, and perhaps
          public-faults/<system> with *.valid* files; ../shared at first`;

await runScript({ usage, positionals: 1 }, ({ positionals: [folder = join(root, '../shared')] }) => {
  const shared = resolve(folder);
  const valid = foldersIn(join(shared, 'corpus'));
  if (valid.length === 0)
    throw new MissingPart(`${shared} has no folder corpus/ with folders in it: name another one.`);
  const errors = valid.map(reportValid);
  for (const [system, version] of Object.entries(judgedBy))
    reportInvalid(join(shared, 'corpus-invalid', system), version);
  const alarms = foldersIn(join(shared, 'public-faults')).map(reportSilent);
  return [...errors, ...alarms].some((count) => count > 0) ? 1 : 0;
});

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Each `*.valid*` is a workspace of its own, a file or a folder, in which not even a warning is right. */
function reportSilent(folder) {
  const names = readdirSync(folder).filter((name) => name.includes('.valid'));
  const alarms = names.flatMap((name) => check(join(folder, name)).filter(isAlarm));
  console.log(`${folder}: ${names.length} about which nothing is to be said, ${alarms.length} alarms`);
  for (const { file, line, code, message } of alarms) console.log(`  ${file}:${line} ${code}: ${message}`);
  return alarms.length;
}

function isAlarm({ severity }) {
  return severity === 'error' || severity === 'warning';
}

function reportValid(folder) {
  const findings = check(folder);
  const errors = findings.filter((finding) => finding.severity === 'error');
  console.log(`${folder}: ${files(folder).length} files, ${errors.length} errors`);
  for (const { file, line, code, message } of errors) console.log(`  ${file}:${line} ${code}: ${message}`);
  const rest = findings.filter((finding) => finding.severity !== 'error');
  for (const [kind, { count, inFiles }] of tally(rest)) console.log(`  ${kind}: ${count} in ${inFiles.size} files`);
  return errors.length;
}

/** What is wrong there was judged by one version of the operator; without naming it, what any version accepts is accepted. */
function reportInvalid(folder, version) {
  const all = files(folder);
  const [caught, anyVersion] = [['--operator-version', version], []].map((options) => alarmed(folder, options));
  console.log(`${folder}: ${caught.size} of ${all.length} files have an error or a warning with ${version},`);
  console.log(`  ${anyVersion.size} with the version unknown`);
  for (const name of all.filter((candidate) => !caught.has(candidate))) {
    console.log(`  nothing found: ${name} ${reason(join(folder, name))}`);
  }
}

function alarmed(folder, options) {
  const alarms = check(folder, options).filter(isAlarm);
  return new Set(alarms.map(({ file }) => basename(file)));
}

/** What the file itself says is wrong with it. */
function reason(file) {
  return (
    readFileSync(file, 'utf8')
      .split('\n')
      .find((line) => line.startsWith('# INVALID')) ?? ''
  );
}

function check(folder, options = []) {
  if (!existsSync(folder))
    throw new MissingPart(`${folder} does not exist: name the folder that holds corpus/ and corpus-invalid/.`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli.cjs'), 'check', '--severity', 'hint', '--format', 'json', ...options, folder],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0 && status !== 1)
    throw new MissingPart(`The checker ended with code ${status} (npm run build first): ${stderr}`);
  return JSON.parse(stdout);
}

function files(folder) {
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
}

/** Most frequent first. */
function tally(findings) {
  const kinds = new Map();
  for (const { severity, code, file } of findings) {
    const kind = `${severity} ${code}`;
    const entry = kinds.get(kind) ?? { count: 0, inFiles: new Set() };
    entry.count += 1;
    entry.inFiles.add(file);
    kinds.set(kind, entry);
  }
  return [...kinds].sort(([, a], [, b]) => b.count - a.count);
}
