import { createHash } from 'node:crypto';
import type { SuiteCase } from './suiteCases.ts';

/** What kubectl makes of a text: it refuses it as YAML, or comes to these values. */
export type Verdict = 'refused' | KubectlValues;

export interface KubectlValues {
  /** With `apiVersion` and `kind`. */
  readonly objects: readonly unknown[];
  /** Other maps. */
  readonly maps: readonly unknown[];
  /** How many documents are neither a map nor empty. */
  readonly others: number;
}

/** What kubectl says, by the name of the input: `-` for what it refuses, else a hash of the values. */
export type KubectlRecord = ReadonlyMap<string, string>;

/** One line for each case: its id, a hash of its inputs, and a column for each of them. */
export function writeRecord(kubectl: string, cases: readonly SuiteCase[], said: KubectlRecord): string {
  const lines = cases.map(({ id, inputs }) => {
    return [id, hashOfInputs(inputs), ...inputs.map(({ name }) => said.get(name) ?? '')].join('\t');
  });
  return [`# kubectl ${kubectl}: npm run record:yaml`, ...lines, ''].join('\n');
}

/** Without the cases that are not those of which kubectl was asked. */
export function readRecord(text: string, cases: readonly SuiteCase[]): KubectlRecord {
  const lines = new Map(text.split('\n').map((line) => [line.split('\t')[0] ?? '', line.split('\t')]));
  return new Map(
    cases.flatMap(({ id, inputs }) => {
      const [, hash, ...said] = lines.get(id) ?? [];
      if (hash !== hashOfInputs(inputs)) return [];
      return inputs.map(({ name }, index) => [name, said[index] ?? ''] as const);
    }),
  );
}

export function shortVerdict(verdict: Verdict): string {
  return verdict === 'refused' ? '-' : hash(canonical(verdict), 10);
}

function hashOfInputs(inputs: SuiteCase['inputs']): string {
  return hash(inputs.map(({ text }) => text).join('\0'), 8);
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** JSON with the keys of maps in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === undefined) return 'unknown';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join()}}`;
}
