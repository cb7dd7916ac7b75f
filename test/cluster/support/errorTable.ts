import assert from 'node:assert/strict';
import { isClusterError, type ClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';

/** Something that goes wrong, and what is to be said of it. */
export interface Wrong {
  readonly when: string;
  readonly code: ClusterErrorCode;
  /** What the message has to name. */
  readonly names: readonly (string | RegExp)[];
  readonly bringAbout: () => Promise<unknown>;
}

export interface SaidError {
  /** What had been done to bring it about. */
  readonly when: string;
  readonly error: ClusterError;
}

/** The error that something fails with; it must be one of the product's own. */
export async function errorOf(work: Promise<unknown>): Promise<ClusterError> {
  const thrown: unknown = await work.then(
    (value) => assert.fail(`It worked: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  assert.ok(isClusterError(thrown), `No ClusterError, but ${String(thrown)}`);
  return thrown;
}

/** A sentence that names the thing, a remedy, and none of the secrets. */
export function checkError(
  { code, message, remedy, causes }: ClusterError,
  wrong: Pick<Wrong, 'code' | 'names'>,
  secrets: readonly string[],
): void {
  assert.equal(code, wrong.code, message);
  for (const name of wrong.names)
    assert.ok(typeof name === 'string' ? message.includes(name) : name.test(message), message);
  assert.match(message, /^[^\n]{10,350}\.$/);
  assert.match(remedy, /^[^\n]{10,200}\.$/);
  const all = [message, remedy, JSON.stringify(causes)].join('\n');
  assert.ok(!secrets.some((secret) => all.includes(secret)), 'a value of a Secret is in it');
}

export function markdownTable(said: readonly SaidError[]): string {
  const rows = said.map(({ when, error }) => [when, `\`${error.code}\``, error.message, error.remedy]);
  const lines = [['When', 'Code', 'What is said', 'What to do'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('');
}
