import type { Severity } from '../../schemas/contract/index.ts';
import type { Problem } from './answers.ts';

/**
 * A problem with the file that it stands in. Lines and columns count from 1, columns in UTF-16 units; the end is excluded:
 * `endColumn` is the column behind the last character.
 */
export interface Found {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly string[];
}

export function toFound(file: string, { range, severity, code, message, fixes }: Problem): Found {
  return {
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity,
    code,
    message,
    fixes: fixes.map(({ title }) => title),
  };
}
