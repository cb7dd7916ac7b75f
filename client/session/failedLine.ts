import type { HealthLine, Said } from '../../schemas/contract/index.ts';
import { isClusterError } from '../cluster/errors.ts';

/** A failure becomes a line of its own; only a cancelled search ends the report. */
export async function linesOf(title: Said, work: () => Promise<readonly HealthLine[]>): Promise<readonly HealthLine[]> {
  try {
    return await work();
  } catch (error) {
    return [failedLine(title, error)];
  }
}

export function failedLine(title: Said, error: unknown): HealthLine {
  if (!isClusterError(error) || error.code === 'cancelled') throw error;
  // What one may not see may be in order.
  const state = error.code === 'forbidden' || error.code === 'unreachable' ? 'unknown' : 'bad';
  return { title, state, text: error.said.message, remedy: error.said.remedy };
}
