import type { HealthLine, Lookup, Said } from '../../schemas/contract/index.ts';
import { cronJobs } from '../../schemas/vocabulary/objectTypes.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { ago } from './ago.ts';
import { failedLine, linesOf } from './failedLine.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { meaningOf } from './knownLines.ts';
import { primaryOf } from './members.ts';
import type { Member } from './members.ts';
import { printedLines } from './printedLines.ts';
import type { ReportSection } from './report.ts';
import type { Target } from './target.ts';

/** Milliseconds: a program that waits for a store which does not answer hangs for longer. */
const patience = 20_000;
/** Lines of a program that are shown: its last ones. */
const mostLines = 100;

/** Runs a program that only looks, in the container of the primary, and shows what it prints. */
export async function lookUp(
  target: Target,
  lookup: Lookup,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<ReportSection> {
  const { title } = lookup;
  const container = target.recipe.access?.container;
  if (container === undefined) return { title, lines: [] };
  const printed: string[] = [];
  const keep = (line: string): void => {
    if (printed.push(line) > mostLines) printed.shift();
  };
  const [output, errors] = [printedLines(keep), printedLines(keep)];
  const lines = await linesOf(title, async () => {
    const { namespace, pod } = primaryOf(target, members);
    const status = await withPatience(signal, (ending) =>
      target.connection.exec({
        ...{ namespace, pod, container, command: lookup.command, signal: ending },
        ...{ stdout: output.stream, stderr: errors.stream },
      }),
    );
    for (const each of [output, errors]) each.flush();
    return [outcome(target, lookup, status, printed.at(-1) ?? '')];
  });
  return { title, lines, table: [[title], ...printed.map((line) => [foreign(line)])] };
}

function outcome({ recipe }: Target, { title, remedy }: Lookup, status: number | undefined, last: string): HealthLine {
  if (status === 0 && last === '') return { title, state: 'note', text: say`none` };
  if (status === 0) return { title, state: 'good', text: say`as below` };
  const meaning = meaningOf(recipe, last);
  const text =
    status === undefined
      ? say`no answer for ${patience / 1000} s`
      : last === ''
        ? say`ended with status ${status}`
        : foreign(last);
  return { title, state: 'bad', text, remedy: meaning ?? remedy };
}

/** `undefined`: it took too long, and was ended. */
async function withPatience<T>(signal: AbortSignal, work: (ending: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  signal.addEventListener('abort', end, { once: true });
  const timer = setTimeout(end, patience);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted && !signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** When each CronJob last succeeded. */
export async function scheduleLines(target: Target, signal: AbortSignal): Promise<readonly HealthLine[]> {
  const { connection, podNamespace: namespace, recipe } = target;
  return Promise.all(
    (recipe.scheduled ?? []).map(async ({ title, name }): Promise<HealthLine> => {
      try {
        const found = await connection.read({ ...cronJobs, name, namespace }, signal);
        return found ? runLine(title, name, found) : absentLine(title, name);
      } catch (error) {
        return failedLine(title, error);
      }
    }),
  );
}

function absentLine(title: Said, name: string): HealthLine {
  const remedy = say`Apply the manifest that asks for it, and look into the log of the operator if it stays away.`;
  return { title, state: 'bad', text: say`CronJob ${name} does not exist`, remedy };
}

function runLine(title: Said, name: string, cronJob: Parameters<typeof resourceFromJson>[0]): HealthLine {
  const { root } = resourceFromJson(cronJob);
  if (root.at('spec', 'suspend').value === true) return { title, state: 'note', text: say`suspended` };
  const last = scalarText(root.at('status', 'lastScheduleTime').value);
  const success = scalarText(root.at('status', 'lastSuccessfulTime').value);
  if (last === '') return { title, state: 'note', text: say`has not run yet` };
  if (root.at('status', 'active').items().length > 0)
    return { title, state: 'note', text: say`runs; it began ${ago(last)}` };
  if (Date.parse(success) >= Date.parse(last)) return { title, state: 'good', text: say`last success ${ago(success)}` };
  return {
    ...{
      title,
      state: 'bad',
      text:
        success === ''
          ? say`the last run, ${ago(last)}, did not succeed`
          : say`the last run, ${ago(last)}, did not succeed; the last that did ended ${ago(success)}`,
    },
    remedy: say`Read the log of the last Job of CronJob ${name}.`,
  };
}
