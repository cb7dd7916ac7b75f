import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { changedTexts } from '../committedText.ts';
import { createService } from '../createService.ts';
import { Judge } from '../judge/judge.ts';
import { canonicalUri } from '../lsp/canonicalUri.ts';
import { nodeChartDisk } from '../nodeChartDisk.ts';
import { readCharts } from '../readCharts.ts';
import { applyFixes, writeAll, writeDifference } from './applyFixes.ts';
import type { CheckOptions } from './checkOptions.ts';
import { readInputs, uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';
import { ranks, report } from './report.ts';
import { toFound } from './found.ts';
import { toSummary } from './reportFormats.ts';
import { setFiles } from './setFiles.ts';
import type { Streams } from './streams.ts';

/** Checks what the arguments name, writes the findings to standard output, and returns the exit code. */
export async function runCheck(options: CheckOptions, dist: string, streams: Streams): Promise<number> {
  const { files, problems: unread } = await readInputs(options.paths, streams.stdin);
  const { files: definitions, problems: unreadCrds } = await readInputs(options.crds, streams.stdin);
  const { texts, problems: unknown } = await readCommitted(files, definitions, options.against);
  const problems = [...unread, ...unreadCrds, ...unknown];
  // Questions about values of charts are taken once everything is read.
  const service = createService(dist, { settings: options.settings, onQuestion: () => undefined });
  for (const [uri, text] of texts) service.setCommitted(uri, text);
  for (const file of definitions) service.setFile(uriOf(file), file.text, 'background');
  setFiles(service, files, options.paths);
  await addCharts(service, files);
  const settle = async () => {
    for (const file of files) service.diagnose(uriOf(file));
    await answerQuestions(service, dist);
  };
  await settle();
  const problemsOf = (uri: string) =>
    service.diagnose(uri).filter(({ severity }) => ranks[severity] >= ranks[options.severity]);
  const fixed = options.fix
    ? applyFixes(
        service,
        files.map((input) => ({ input, uri: uriOf(input) })),
        problemsOf,
      )
    : [];
  if (fixed.length > 0) await settle();
  if (options.fix === 'files') for (const problem of writeAll(fixed)) problems.push(problem);
  problems.forEach(streams.complain);
  const found = files.flatMap((file) =>
    problemsOf(uriOf(file))
      .map((problem) => toFound(file.name, problem))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  );
  await writeDifference(options.fix, fixed, streams);
  if (options.fix !== 'dry') {
    const summary = toSummary(found, files.length);
    await streams.write(report(options.format, { found, files, problems, service, streams, ruleOf, summary }));
  }
  if (problems.length > 0) return 2;
  return found.length > 0 || (options.fix === 'dry' && fixed.length > 0) ? 1 : 0;
}

/** What charts among the files say of their values; a file of values alone has its chart beside it. */
async function addCharts(service: LanguageService, files: readonly Input[]): Promise<void> {
  const isOfChart = (file: string) => /^chart\.yaml$|values/i.test(path.basename(file));
  const paths = files.flatMap(({ file }) => (file !== undefined && isOfChart(file) ? [file] : []));
  for (const folder of new Set(paths.map((file) => path.dirname(file)))) {
    for (const [chart, description] of await readCharts(folder, nodeChartDisk))
      service.setChart(canonicalUri(pathToFileURL(chart).href), description);
  }
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
