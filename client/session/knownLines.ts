import type { KnownLine, Recipe, Said } from '../../schemas/contract/index.ts';

/** The known line of a log that a line is. */
export function knownLineOf(known: readonly KnownLine[], line: string): KnownLine | undefined {
  const lower = line.toLowerCase();
  return known.find(({ text }) => lower.includes(text.toLowerCase()));
}

/** What a line means, in which a program has ended. */
export function meaningOf({ knownLines = [] }: Recipe, line: string): Said | undefined {
  return knownLineOf(knownLines, line)?.meaning;
}
