import { compileGlob } from '../language/configuration/compileGlob.ts';
import type { Glob } from '../language/configuration/compileGlob.ts';

/** What a `.gitignore` says about a path; `undefined`: nothing. */
export type IgnoreRules = (path: string, isFolder: boolean) => 'ignored' | 'kept' | undefined;

interface Rule {
  readonly glob: Glob;
  readonly isKept: boolean;
  readonly foldersOnly: boolean;
  /** Of the whole path; otherwise of its last part. */
  readonly isAnchored: boolean;
}

/**
 * Reads a `.gitignore` as git does (gitignore(5)): paths count from its folder, the last rule that fits decides. That what is
 * below an ignored folder stays ignored is for whoever walks through folders.
 */
export function readIgnoreRules(text: string, isCaseKept = isCaseKeptHere): IgnoreRules {
  const folded = (path: string) => (isCaseKept ? path : path.toLowerCase());
  const rules = text.split('\n').flatMap((line) => readRule(folded(line)));
  rules.reverse();
  return (path, isFolder) => {
    const whole = folded(path);
    const name = whole.slice(whole.lastIndexOf('/') + 1);
    const rule = rules.find(
      ({ glob, foldersOnly, isAnchored }) => (isFolder || !foldersOnly) && glob(isAnchored ? whole : name),
    );
    return rule && (rule.isKept ? 'kept' : 'ignored');
  };
}

const isCaseKeptHere = process.platform !== 'win32' && process.platform !== 'darwin';

function readRule(line: string): Rule[] {
  const written = withoutBlanks(line.endsWith('\r') ? line.slice(0, -1) : line);
  if (written === '' || written.startsWith('#')) return [];
  const isKept = written.startsWith('!');
  const pattern = isKept ? written.slice(1) : written;
  const foldersOnly = pattern.endsWith('/');
  const plain = foldersOnly ? pattern.slice(0, -1) : pattern;
  const isAnchored = plain.includes('/');
  const glob = plain.startsWith('/') ? plain.slice(1) : plain;
  if (glob === '') return [];
  return [{ glob: compileGlob(glob, { git: true }), isKept, foldersOnly, isAnchored }];
}

/** At the end, unless a backslash stands before them. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}
