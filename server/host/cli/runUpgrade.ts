import path from 'node:path';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { ReleaseChange } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import type { UpgradeChange } from '../../language/answers.ts';
import { createService } from '../createService.ts';
import {
  effects,
  unknownSentence,
  upgradeEffects,
  upgradePage,
  upgradeTitles,
} from '../../language/upgrades/upgradePage.ts';
import { upgradeProblem } from '../../language/upgrades/upgradeProblem.ts';
import { applyFixes, writeAll, writeDifference } from './applyFixes.ts';
import { configure } from './configure.ts';
import { readInputs, uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';
import { report } from './report.ts';
import { toFound } from '../../language/found.ts';
import { severityRank } from '../../language/settings.ts';
import { artifactUri } from './reportFormats.ts';
import type { Found } from '../../language/found.ts';
import { setFiles } from './setFiles.ts';
import type { Streams } from './streams.ts';
import { terminalJson } from './terminalText.ts';
import type { UpgradeOptions } from './upgradeOptions.ts';

interface FileChange {
  readonly file: Input;
  readonly change: UpgradeChange;
}

/** Says what an upgrade will make of what the arguments name, and returns the exit code. */
export async function runUpgrade(options: UpgradeOptions, dist: string, streams: Streams): Promise<number> {
  const { question, paths, fix, severity, format } = options;
  const service = createService(dist, { settings: { workspace: options.settings } });
  const wrong = upgradeProblem(
    question,
    service.upgradableSystems(),
    (side, id, version) => `--${side} ${id}=${version}`,
  );
  if (wrong !== undefined) {
    streams.complain(wrong);
    return 2;
  }
  const { files: named, problems } = await readInputs(paths, streams.stdin);
  const { files: configured } = await configure(service, named);
  const files = configured.filter((each) => named.includes(each));
  setFiles(service, files, paths);
  const unknown = new Set<string>();
  const changesOf = (uri: string): readonly UpgradeChange[] => {
    const answer = service.upgradeChanges(uri, question);
    answer.unknown.forEach((id) => unknown.add(id));
    return answer.changes.filter((change) => severityRank[change.severity] >= severityRank[severity]);
  };
  const fixed = fix
    ? applyFixes(
        service,
        files.map((input) => ({ input, uri: uriOf(input) })),
        changesOf,
      )
    : [];
  const all = [...problems, ...(fix === 'files' ? writeAll(fixed) : [])];
  const changes = files.flatMap((file) => changesOf(uriOf(file)).map((change) => ({ file, change })));
  const systems = service.upgradableSystems();
  for (const id of unknown)
    all.push(unknownSentence(id, systems).replace('say it (from)', `write --from ${id}=VERSION`));
  all.forEach(streams.complain);
  await writeDifference(fix, fixed, streams);
  const titles = upgradeTitles(question, systems);
  if (fix !== 'dry') {
    const summary = summaryOf(changes, files.length, titles);
    await streams.write(written(format, { changes, files, problems: all, service, streams, titles, summary }));
  }
  if (all.length > 0) return 2;
  const isNews = changes.some(({ change }) => change.effect !== 'solved');
  return isNews || (fix === 'dry' && fixed.length > 0) ? 1 : 0;
}

type Reported = Omit<Parameters<typeof report>[1], 'found' | 'ruleOf'> & {
  readonly changes: readonly FileChange[];
  readonly titles: readonly string[];
};

function written(format: UpgradeOptions['format'], { changes, titles, ...reported }: Reported): string {
  if (format === 'markdown') {
    const placed = changes.map(({ file, change }) => ({ file: file.name, place: slashes(file.name), change }));
    return upgradePage(titles, placed, reported.problems).markdown;
  }
  if (format === 'json') return `${terminalJson(changes.map(({ file, change }) => toChange(file, change)))}\n`;
  const found = changes.map(({ file, change }) => labelled(toFound(file.name, change), change));
  const summary = reported.summary;
  return report(format, { ...reported, found, ruleOf: changeOf, summary });
}

function toChange(file: Input, change: UpgradeChange): object {
  const { effect, system, from, to, since } = change;
  return { ...toFound(file.name, change), ...{ effect, system, from, to, since } };
}

/** What will become of it stands before what is said. */
function labelled(found: Found, { effect, system, since }: UpgradeChange): Found {
  const { title, one = title } = upgradeEffects[effect];
  const name = render(one);
  const label = effect === 'unread' ? name : `${name} since ${system} ${since}`;
  return { ...found, message: `${label}: ${found.message}` };
}

/** Files named absolutely have a URI. */
function slashes(file: string): string {
  return path.isAbsolute(file) ? artifactUri(file) : file.split(path.sep).join('/');
}

const byId: ReadonlyMap<string, ReleaseChange> = new Map(
  languagePacks.flatMap(({ changes = [], servers = [] }) =>
    [...changes, ...servers.flatMap((server) => server.changes)].map((change) => [change.id, change] as const),
  ),
);

function changeOf(code: string) {
  const change = byId.get(code);
  if (change)
    return { severity: change.severity, help: `Since ${change.since}: ${change.source}`, source: change.source };
  return languagePacks.flatMap(({ rules }) => rules).find(({ id }) => id === code);
}

function summaryOf(changes: readonly FileChange[], files: number, titles: readonly string[]): string {
  const compared = `${String(files)} ${files === 1 ? 'file' : 'files'} compared, ${titles.join(', ')}`;
  if (changes.length === 0) return `${compared}: nothing changes.`;
  const counts = effects.flatMap((effect) => {
    const count = changes.filter(({ change }) => change.effect === effect).length;
    const { title, one = title } = upgradeEffects[effect];
    return count > 0 ? [`${String(count)} ${render(count === 1 ? one : title).toLowerCase()}`] : [];
  });
  return `${compared}: ${counts.join(', ')}.`;
}
