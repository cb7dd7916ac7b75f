import { readFileSync, writeFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import type { Problem } from '../../language/answers.ts';
import { safeEdits } from '../../language/features/safeEdits.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { problemOfWriting } from '../manifestFiles.ts';
import type { Input } from './inputs.ts';
import type { Streams } from './streams.ts';
import { terminalLines, terminalPath } from './terminalText.ts';

/** A fix may bring the next one to light; more than this is two rules that undo each other. */
const mostRounds = 20;

/** A file that fixes have changed. */
export interface FixedFile {
  readonly input: Input;
  readonly text: string;
}

/**
 * Applies what has one right answer to the files of the service, until nothing of it is left. On disk nothing changes.
 * @param problemsOf those that are to be mended.
 */
export function applyFixes(
  service: LanguageService,
  files: readonly { readonly input: Input; readonly uri: string }[],
  problemsOf: (uri: string) => readonly Problem[],
): readonly FixedFile[] {
  for (let round = 0, changed = true; changed && round < mostRounds; round++) {
    changed = false;
    for (const { uri } of files) {
      const edits = safeEdits(problemsOf(uri));
      if (edits.length === 0) continue;
      changed = true;
      // From the last to the first, so that none moves another.
      service.changeFile(uri, [...edits].reverse());
    }
  }
  return files.flatMap(({ input, uri }) => {
    const text = service.text(uri) ?? input.text;
    return text === input.text ? [] : [{ input, text }];
  });
}

/** Sentences about what could not be written. */
export function writeAll(fixed: readonly FixedFile[]): string[] {
  return fixed.flatMap((file) => {
    const problem = writeFixed(file);
    return problem === undefined ? [] : [`${file.input.name} ${problem}.`];
  });
}

/** What would change where that is asked for, and how much has. */
export async function writeDifference(
  fix: 'files' | 'dry' | undefined,
  fixed: readonly FixedFile[],
  { write, remark }: Streams,
): Promise<void> {
  if (fix === 'dry') await write(fixed.map(differenceOf).join(''));
  if (fix && fixed.length > 0) remark(fixedSentence(fixed.length, fix));
}

function fixedSentence(count: number, fix: 'files' | 'dry'): string {
  const files = count === 1 ? '1 file' : `${String(count)} files`;
  return fix === 'dry' ? `${files} would change.` : `${files} changed.`;
}

/** A unified difference, for people. */
export function differenceOf({ input, text }: FixedFile): string {
  const name = terminalPath(input.name);
  const patch = createTwoFilesPatch(name, name, input.text, text, '', '', { context: 3 });
  return terminalLines(patch.replace(/^Index: .*\n=+\n/, ''));
}

/** Writes it where it was read, its byte order mark kept. Returns the end of a sentence about the file if that cannot be done. */
export function writeFixed({ input, text }: FixedFile): string | undefined {
  const { file } = input;
  if (file === undefined) return undefined;
  return problemOfWriting(() => {
    const mark = readFileSync(file).subarray(0, 3).equals(byteOrderMark) ? '\ufeff' : '';
    writeFileSync(file, mark + text);
  });
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
