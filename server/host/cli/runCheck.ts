import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Severity } from '../../../schemas/contract/index.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { readCharts } from '../readCharts.ts';
import { changedTexts } from '../committedText.ts';
import { createService } from '../createService.ts';
import { canonicalUri } from '../lsp/canonicalUri.ts';
import { Judge } from '../judge/judge.ts';
import type { CheckOptions } from './arguments.ts';
import { readInputs } from './inputs.ts';
import type { Input } from './inputs.ts';
import { toFound, toJson, toSarif, toText } from './reportFormats.ts';

/** The streams of the process, as far as a check needs them. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly write: (text: string) => Promise<void>;
  /** A sentence for the person, who may have sent the output elsewhere. */
  readonly complain: (sentence: string) => void;
}

const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

/** Checks what the arguments name, writes the findings to standard output, and returns the exit code. */
export async function runCheck(options: CheckOptions, dist: string, streams: Streams): Promise<number> {
  const { files, problems: unread } = await readInputs(options.paths, streams.stdin);
  const { texts, problems: unknown } = await readCommitted(files, options.against);
  const problems = [...unread, ...unknown];
  problems.forEach(streams.complain);
  const judging = { isAsked: false };
  const service = createService(dist, {
    settings: options.settings,
    onQuestion: () => (judging.isAsked = true),
  });
  for (const [uri, text] of texts) service.setCommitted(uri, text);
  // All of them first: a Deployment or a `kustomization.yaml` decides about files before it.
  for (const file of files) service.setFile(uriOf(file), file.text);
  // Single files are no workspace: what they refer to may well lie beside them.
  if (!options.paths.some(isFolder)) {
    service.setComplete(false);
    service.index(Infinity);
  }
  await addCharts(service, files);
  for (const file of files) service.diagnose(uriOf(file));
  if (judging.isAsked) await answerQuestions(service, dist);
  const found = files.flatMap((file) =>
    service
      .diagnose(uriOf(file))
      .filter(({ severity }) => ranks[severity] >= ranks[options.severity])
      .map((problem) => toFound(file.name, problem))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  );
  if (options.format === 'json') await streams.write(toJson(found));
  else if (options.format === 'sarif') await streams.write(toSarif(found, problems, ruleOf));
  else if (files.length > 0) await streams.write(toText(found, files.length));
  if (problems.length > 0) return 2;
  return found.length > 0 ? 1 : 0;
}

/** What charts among the files say of their values; a file of values alone has its chart beside it. */
async function addCharts(service: LanguageService, files: readonly Input[]): Promise<void> {
  const isOfChart = (file: string) => /^chart\.yaml$|values/i.test(path.basename(file));
  const paths = files.flatMap(({ file }) => (file !== undefined && isOfChart(file) ? [file] : []));
  for (const folder of new Set(paths.map((file) => path.dirname(file)))) {
    for (const [chart, description] of await readCharts(folder))
      service.setChart(canonicalUri(pathToFileURL(chart).href), description);
  }
}

/** In milliseconds: nobody is typing. */
const patience = 10_000;

async function answerQuestions(service: LanguageService, dist: string): Promise<void> {
  const { startNodeThread } = await import('../judge/startNodeThread.ts');
  const judge = new Judge(() => startNodeThread(dist), patience);
  for (let next = service.takeQuestion(); next; next = service.takeQuestion())
    service.answerQuestion(next.id, await judge.judge(next));
  judge.end();
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function ruleOf(code: string) {
  return languagePacks.flatMap(({ rules }) => rules).find(({ id }) => id === code);
}

function uriOf({ file }: Input): string {
  return file === undefined ? 'stdin:///manifest.yaml' : canonicalUri(pathToFileURL(file).href);
}

/** Texts by URI. That git knows nothing is a problem only if the person named a revision. */
async function readCommitted(files: readonly Input[], against: string | undefined) {
  const ours = files.flatMap(({ file, text }) => (file !== undefined && mayHaveHistory(text) ? [{ file, text }] : []));
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
