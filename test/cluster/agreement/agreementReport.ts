import type { Outcome, Verdict } from './comparison.ts';
import { exceptionOf } from './exceptionOf.ts';

type Counts = Record<Outcome | 'mutants' | 'known', number>;

/** The examples that are kept of a cause. */
const mostExamples = 50;

/** What came out, by kind and by cause. */
export class AgreementReport {
  readonly #kinds = new Map<string, Counts>();
  readonly #totals = { own: noCounts(), custom: noCounts() };
  readonly #exceptions = new Map<string, number>();
  readonly #causes = new Map<string, { count: number; readonly examples: Verdict[] }>();
  readonly #rules = { compared: 0, answered: 0, differing: [] as Verdict[] };
  readonly #kubectl = { asked: 0, differing: [] as Verdict[] };

  readonly #alarms: Verdict[] = [];

  /** Mutants of which an error was found that the API server does not have, and which no exception explains. */
  get alarms(): readonly Verdict[] {
    return this.#alarms;
  }

  get ruleDifferences(): readonly Verdict[] {
    return this.#rules.differing;
  }

  /** Mutants that kubectl takes and the API server refuses, or the other way round. */
  get kubectlDifferences(): readonly Verdict[] {
    return this.#kubectl.differing;
  }

  /** Percent of the mutants of which both say the same, or of which an exception says why not. */
  percent(side: 'own' | 'custom', outcomes: readonly (Outcome | 'known')[] = ['agreed', 'later', 'known']): number {
    const counts = this.#totals[side];
    const good = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
    return counts.mutants === 0 ? 100 : (100 * good) / counts.mutants;
  }

  add(verdict: Verdict): void {
    const { kind, isOwn, outcome, rules, kubectl } = verdict;
    const exception = outcome === 'agreed' || outcome === 'later' ? undefined : exceptionOf(verdict);
    const isKnown = exception !== undefined;
    const counted = isKnown ? 'known' : outcome;
    const counts = this.#kinds.get(kind) ?? noCounts();
    this.#kinds.set(kind, counts);
    for (const each of [counts, this.#totals[isOwn ? 'own' : 'custom']]) {
      each.mutants += 1;
      each[counted] += 1;
    }
    if (rules !== undefined) {
      this.#rules.compared += 1;
      if (rules.server.length + rules.ours.length > 0) this.#rules.differing.push(verdict);
      else if (rules.answered.length > 0) this.#rules.answered += 1;
    }
    if (kubectl !== undefined) {
      this.#kubectl.asked += 1;
      if ((kubectl.refusal === undefined) !== (verdict.refusal === undefined)) this.#kubectl.differing.push(verdict);
    }
    if (isKnown) this.#exceptions.set(exception, (this.#exceptions.get(exception) ?? 0) + 1);
    if (counted === 'agreed' || isKnown) return;
    if (outcome === 'alarm') this.#alarms.push(verdict);
    const cause = `${outcome} | ${isOwn ? 'own' : 'custom'} | ${causeOf(verdict)}`;
    const same = this.#causes.get(cause) ?? { count: 0, examples: [] };
    this.#causes.set(cause, same);
    same.count += 1;
    if (same.examples.length < mostExamples) same.examples.push(verdict);
  }

  /** @param shown examples of each cause. */
  *lines(shown: number): Iterable<string> {
    yield row('', 'mutants', 'agree', 'alarms', 'warned', 'missed', 'later', 'known');
    for (const [kind, counts] of [...this.#kinds].sort(([a], [b]) => (a < b ? -1 : 1))) yield rowOf(kind, counts);
    yield rowOf("Kubernetes' own kinds", this.#totals.own);
    yield rowOf('custom kinds', this.#totals.custom);
    const found = this.percent('own', ['agreed', 'later', 'known', 'warned']);
    yield `Kubernetes' own kinds: ${found.toFixed(2)} % found as warning or more.`;
    const { compared, answered, differing } = this.#rules;
    yield `Rules of definitions: ${String(compared)} compared by place, ${String(answered)} answered by a rule or bound of the pack, ${String(differing.length)} differ.`;
    for (const verdict of differing.slice(0, shown)) yield* exampleLines(verdict);
    const { asked, differing: others } = this.#kubectl;
    if (asked > 0) yield `kubectl: ${String(asked)} asked, ${String(others.length)} differ from the API server.`;
    for (const verdict of others.slice(0, shown)) yield* exampleLines(verdict);
    for (const [reason, count] of [...this.#exceptions].sort(([, a], [, b]) => b - a))
      yield `${String(count).padStart(5)} known: ${reason}`;
    for (const [cause, { count, examples }] of [...this.#causes].sort(([, a], [, b]) => b.count - a.count)) {
      yield `${String(count).padStart(5)} ${cause}`;
      for (const verdict of examples.slice(0, shown)) yield* exampleLines(verdict);
    }
  }
}

/** One mutant, with all that both say of it. */
export function* exampleLines(verdict: Verdict): Iterable<string> {
  const { number, kind, name, source, isUpdate, refusal, problems, rules, kubectl } = verdict;
  yield `        --mutant ${String(number)}: ${isUpdate ? 'update of' : ''} ${kind} in ${source}: ${name}`;
  yield `          API server: ${refusal === undefined ? 'takes it' : refusal.message.replace(/^.*?: (?=\d{3} )/, '').slice(0, 500)}`;
  if (kubectl !== undefined) yield `          kubectl: ${kubectl.refusal?.slice(0, 500) ?? 'takes it'}`;
  for (const { severity, code, message } of problems.slice(0, 4))
    yield `          ours: ${severity} ${code}: ${message.slice(0, 200)}`;
  if (rules !== undefined && rules.server.length + rules.ours.length > 0)
    yield `          rules only of the API server: ${rules.server.join(', ')}; only ours: ${rules.ours.join(', ')}`;
  if (rules !== undefined && rules.answered.length > 0)
    yield `          rules that the pack answers otherwise: ${rules.answered.join(', ')}`;
}

function causeOf({ refusal, mutation, problems }: Verdict): string {
  if (refusal === undefined) {
    const { code = '' } = problems.find(({ severity }) => severity === 'error') ?? {};
    return `${code} (${mutation})`;
  }
  const [cause] = refusal.causes;
  if (cause === undefined)
    return `${/unknown field|duplicate field|cannot unmarshal/.exec(refusal.message)?.[0] ?? String(refusal.status)} (${mutation})`;
  const field = (cause.field ?? '').replaceAll(/\[[^\]]*\]/g, '[]');
  return `${cause.reason ?? ''} ${field.split('.').slice(-2).join('.')}`;
}

function noCounts(): Counts {
  return { mutants: 0, agreed: 0, later: 0, alarm: 0, warned: 0, missed: 0, known: 0 };
}

function rowOf(name: string, { mutants, agreed, later, alarm, warned, missed, known }: Counts): string {
  const agree = (100 * (agreed + later + known)) / Math.max(1, mutants);
  return row(name, mutants, `${agree.toFixed(2)} %`, alarm, warned, missed, later, known);
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return `${name.padEnd(48)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
}
