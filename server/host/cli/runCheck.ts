import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Problem } from '../../language/answers.ts';
import { configurationFile } from '../../language/configuration/configurationFile.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { changedTexts } from '../committedText.ts';
import { createService } from '../createService.ts';
import { Judge } from '../judge/judge.ts';
import { canonicalUri } from '../lsp/canonicalUri.ts';
import { problemOfWriting } from '../manifestFiles.ts';
import { nodeChartDisk } from '../nodeChartDisk.ts';
import { readCharts } from '../readCharts.ts';
import { applyFixes, writeAll, writeDifference } from './applyFixes.ts';
import { noBaseline, readBaseline, writeBaseline } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import type { CheckOptions, FileReport } from './checkOptions.ts';
import { configure } from './configure.ts';
import { readInputs, uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';
import { Progress } from './progress.ts';
import { report } from './report.ts';
import { toFound } from '../../language/found.ts';
import { severityRank } from '../../language/settings.ts';
import { toSummary } from './reportFormats.ts';
import { setFiles } from './setFiles.ts';
import type { Streams } from './streams.ts';

/** Checks what the arguments name, writes the findings to standard output, and returns the exit code. */
export async function runCheck(options: CheckOptions, dist: string, streams: Streams): Promise<number> {
  const progress = new Progress(streams.draw);
  try {
    return await check(options, dist, streams, progress);
  } finally {
    progress.end();
  }
}

async function check(options: CheckOptions, dist: string, streams: Streams, progress: Progress): Promise<number> {
  const { files: named, problems: unread } = await readInputs(options.paths, streams.stdin);
  const { files: given, problems: unreadCrds } = await readInputs(options.crds, streams.stdin);
  // Questions about values of charts are taken once everything is read.
  const service = createService(dist, { settings: { workspace: options.settings }, onQuestion: () => undefined });
  const configured = await configure(service, named);
  const { files } = configured;
  const definitions = [...given, ...configured.definitions];
  const { texts, problems: unknown } = await readCommitted(files, definitions, options.against);
  const problems = [...unread, ...unreadCrds, ...configured.problems, ...unknown];
  const baseline = baselineOf(options, problems);
  const unchanged = await unchangedSince(files, options.changedSince, problems);
  for (const [uri, text] of texts) service.setCommitted(uri, text);
  for (const file of definitions) service.setFile(uriOf(file), file.text, 'background');
  setFiles(service, files, options.paths);
  const hasCharts = await addCharts(service, files);
  // Fixes change files, and answers about charts what is found in them.
  if (!options.fix && !hasCharts) service.rest();
  const settle = async () => {
    for (const [index, file] of files.entries()) {
      service.diagnose(uriOf(file));
      progress.show('Checked', index + 1, files.length);
    }
    await answerQuestions(service, dist);
  };
  await settle();
  const allOf = (input: Input) =>
    unchanged.has(input)
      ? []
      : service
          .diagnose(uriOf(input))
          .filter(({ severity }) => severityRank[severity] >= severityRank[options.severity]);
  if (options.writeBaseline) return write(options, service, files, { allOf, problems, streams });
  const problemsOf = (input: Input) => baseline.fresh(service, input, allOf(input));
  const inputs = new Map(named.map((input) => [uriOf(input), input]));
  const fixed = options.fix
    ? applyFixes(
        service,
        files.filter((input) => inputs.has(uriOf(input))).map((input) => ({ input, uri: uriOf(input) })),
        (uri) => {
          const input = inputs.get(uri);
          return input ? problemsOf(input) : [];
        },
      )
    : [];
  if (fixed.length > 0) await settle();
  if (options.fix === 'files') for (const problem of writeAll(fixed)) problems.push(problem);
  progress.end();
  problems.forEach(streams.complain);
  const found = files.flatMap((file) =>
    problemsOf(file)
      .map((problem) => toFound(file.name, problem))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  );
  await writeDifference(options.fix, fixed, streams);
  const checked = files.filter((each) => !unchanged.has(each));
  const reported = { found, files: checked, problems, service, ruleOf, summary: toSummary(found, checked.length) };
  for (const problem of writeReports(options.reports, { ...reported, streams })) problems.push(problem);
  if (options.fix !== 'dry') await streams.write(report(options.format, { ...reported, streams }));
  if (baseline.gone > 0) streams.remark(goneSentence(baseline.gone));
  if (configured.leftOut > 0) streams.remark(leftOutSentence(configured.leftOut));
  if (problems.length > 0) return 2;
  return found.length > 0 || (options.fix === 'dry' && fixed.length > 0) ? 1 : 0;
}

/** What is wrong with the file is added to the problems: with a baseline that cannot be read all findings would look new. */
function baselineOf({ baseline, writeBaseline }: CheckOptions, problems: string[]): Baseline {
  if (baseline === undefined || writeBaseline) return noBaseline;
  const read = readBaseline(baseline);
  if (!('problem' in read)) return read;
  problems.push(read.problem);
  return { ...noBaseline, fresh: () => [] };
}

interface Writing {
  readonly allOf: (input: Input) => readonly Problem[];
  readonly problems: readonly string[];
  readonly streams: Streams;
}

/** Of what could not be read nothing is known: a baseline without it would make it new one day. */
function write(
  { baseline = '' }: CheckOptions,
  service: LanguageService,
  files: readonly Input[],
  { allOf, problems, streams }: Writing,
): number {
  problems.forEach(streams.complain);
  if (problems.length > 0) {
    streams.complain('the baseline is not written.');
    return 2;
  }
  const found = files.map((input) => ({ input, problems: allOf(input) }));
  const problem = writeBaseline(baseline, service, found);
  if (problem !== undefined) {
    streams.complain(`${baseline} ${problem}.`);
    return 2;
  }
  const count = found.reduce((sum, each) => sum + each.problems.length, 0);
  streams.remark(`${baseline}: ${count === 1 ? '1 finding is' : `${String(count)} findings are`} known from now on.`);
  return 0;
}

function goneSentence(count: number): string {
  const what = count === 1 ? '1 finding of the baseline is' : `${String(count)} findings of the baseline are`;
  return `${what} gone: --write-baseline takes them out of it.`;
}

function leftOutSentence(count: number): string {
  return `${count === 1 ? '1 file is' : `${String(count)} files are`} left out by ${configurationFile}.`;
}

/** Into files, without colours. Returns sentences about what could not be written, which are told as well. */
function writeReports(reports: readonly FileReport[], reported: Parameters<typeof report>[1]): string[] {
  const { streams } = reported;
  return reports.flatMap(({ format, file }) => {
    const text = report(format, { ...reported, streams: { ...streams, inColour: false } });
    const reason = problemOfWriting(() => writeFileSync(file, text));
    if (reason === undefined) return [];
    const problem = `--report ${file} ${reason}.`;
    streams.complain(problem);
    return [problem];
  });
}

/** Files that are as they were at a revision; all others are new or have changed. */
async function unchangedSince(
  files: readonly Input[],
  revision: string | undefined,
  problems: string[],
): Promise<ReadonlySet<Input>> {
  if (revision === undefined) return new Set();
  const ours = files.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }]));
  const { unchanged, unknownIn, inRepository } = await changedTexts(ours, revision);
  for (const top of unknownIn) problems.push(`--changed-since ${revision}: git finds no such revision in ${top}.`);
  if (ours.length > 0 && !inRepository)
    problems.push(`--changed-since ${revision}: no checked manifest is in a git repository.`);
  return new Set(files.filter(({ file }) => file !== undefined && unchanged.has(file)));
}

/** What charts among the files say of their values; a file of values alone has its chart beside it. Returns whether one says anything. */
async function addCharts(service: LanguageService, files: readonly Input[]): Promise<boolean> {
  const isOfChart = (file: string) => /^chart\.yaml$|values/i.test(path.basename(file));
  const paths = files.flatMap(({ file }) => (file !== undefined && isOfChart(file) ? [file] : []));
  let hasCharts = false;
  for (const folder of new Set(paths.map((file) => path.dirname(file)))) {
    for (const [chart, description] of await readCharts(folder, nodeChartDisk)) {
      service.setChart(canonicalUri(pathToFileURL(chart).href), description);
      hasCharts = true;
    }
  }
  return hasCharts;
}

/** In milliseconds: nobody is typing. */
const patience = 10_000;

/** What the check has left to the schemas of charts. */
async function answerQuestions(service: LanguageService, dist: string): Promise<void> {
  let next = service.takeQuestion();
  if (!next) return;
  const { startNodeThread } = await import('../judge/startNodeThread.ts');
  const judge = new Judge(() => startNodeThread(dist), patience);
  for (; next; next = service.takeQuestion()) service.answerQuestion(next.id, await judge.judge(next));
  judge.end();
}

function ruleOf(code: string) {
  return languagePacks.flatMap(({ rules }) => rules).find(({ id }) => id === code);
}

/** Texts by URI. That git knows nothing is a problem only if the person named a revision. */
async function readCommitted(files: readonly Input[], definitions: readonly Input[], against: string | undefined) {
  // A definition may make any document one that is compared.
  const isAny = [...files, ...definitions].some(({ text }) => text.includes('CustomResourceDefinition'));
  const ours = files.flatMap(({ file, text }) =>
    file !== undefined && (isAny || mayHaveHistory(text)) ? [{ file, text }] : [],
  );
  const { texts, unknownIn, inRepository } = await changedTexts(ours, against);
  const problems = unknownIn.map((top) => `--against ${against ?? ''}: git finds no such revision in ${top}.`);
  if (ours.length > 0 && !inRepository)
    problems.push(`--against ${against ?? ''}: no checked manifest is in a git repository.`);
  return {
    texts: new Map([...texts].map(([file, text]) => [canonicalUri(pathToFileURL(file).href), text])),
    problems: against === undefined ? [] : problems,
  };
}

const groups = languagePacks.flatMap(({ system }) => system.kinds.map(({ group }) => group));

function mayHaveHistory(text: string): boolean {
  return groups.some((group) => text.includes(group));
}
