import type { Rule } from '../../../schemas/contract/index.ts';
import type { LanguageService } from '../../language/languageService.ts';
import type { ReportFormat } from './checkOptions.ts';
import { uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';
import { toGithub, toGitlab, toJunit } from './pipelineReports.ts';
import { prettyReport } from './prettyReport.ts';
import { toJson, toSarif, toText } from './reportFormats.ts';
import type { Found } from '../../language/found.ts';
import type { Streams } from './streams.ts';

interface Reported {
  readonly found: readonly Found[];
  readonly files: readonly Input[];
  readonly problems: readonly string[];
  readonly service: LanguageService;
  readonly streams: Streams;
  /** What is known of a code, for those who show it beside findings. */
  readonly ruleOf: (code: string) => Pick<Rule, 'severity' | 'help' | 'source'> | undefined;
  /** Ends what is for people. */
  readonly summary: string;
}

/** What was found, as somebody wants it; absent: for a person, with frames where that is one at a terminal. */
export function report(format: ReportFormat | undefined, reported: Reported): string {
  const { found, files, problems, service, streams, ruleOf, summary } = reported;
  const names = files.map(({ name }) => name);
  const byName = new Map(files.map((file) => [file.name, file]));
  const textOf = (name: string) => {
    const file = byName.get(name);
    return (file && service.text(uriOf(file))) ?? '';
  };
  const forPeople = {
    pretty: () => prettyReport(found, summary, { textOf, inColour: streams.inColour }),
    text: () => toText(found, summary),
  };
  const forPrograms = {
    json: () => toJson(found),
    sarif: () => toSarif(found, problems, ruleOf),
    github: () => toGithub(found),
    gitlab: () => toGitlab(found),
    junit: () => toJunit(found, names, problems),
  };
  const written = format ?? (streams.isTerminal ? 'pretty' : 'text');
  if (written in forPrograms) return forPrograms[written as keyof typeof forPrograms]();
  return files.length > 0 ? forPeople[written as keyof typeof forPeople]() : '';
}
