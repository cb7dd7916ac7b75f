import type { Cursor } from '../yaml/index.ts';
import { holdsInOrder } from './holdsInOrder.ts';
import type { Proposal } from './proposal.ts';

/**
 * Values with what editors compare with the word that is typed. An editor asks for a list once and narrows it itself from
 * then on; a list that is still open takes Enter, which a person means as the end of the line. So a value is no match any
 * more when it is written whole, nor is any once a number is begun, which is whole at every digit; and where it is
 * written whole already there is no list.
 */
export function withFilters(text: string, cursor: Cursor, proposals: readonly Proposal[]): readonly Proposal[] {
  const values = proposals.filter(isValue);
  if (values.length === 0 || (cursor.place !== 'value' && cursor.place !== 'item')) return quoted(cursor, proposals);
  const labels = values.map(({ label }) => label);
  const written = writtenAt(text, cursor);
  if (written !== undefined && (written.isClosed || isWhole(written.text, labels))) return [];
  const filtered = proposals.map((proposal) =>
    isValue(proposal)
      ? { ...proposal, filterText: proposal.isGuess ? unmatched : filterText(proposal.label, labels, cursor) }
      : proposal,
  );
  return quoted(cursor, filtered);
}

function isValue({ kind }: Proposal): boolean {
  return kind === 'value' || kind === 'reference';
}

/** What stands left of the cursor, if nothing of the value stands right of it. */
function writtenAt(text: string, { prefix, replace, quote }: Cursor): { text: string; isClosed: boolean } | undefined {
  const mark = quote === undefined ? '' : quote === 'single' ? "'" : '"';
  if (prefix === '' || !text.slice(replace.start, replace.end).endsWith(mark + prefix)) return undefined;
  const isClosed = mark !== '' && prefix.endsWith(mark);
  return { text: prefix, isClosed };
}

/** One of the values, or a number that none of them goes on with. */
function isWhole(written: string, labels: readonly string[]): boolean {
  return labels.includes(written) || (number.test(written) && !labels.some((label) => label.startsWith(written)));
}

const number = /^[-+.]?\d/;

function filterText(label: string, labels: readonly string[], { prefix }: Cursor): string {
  if (prefix === '' && number.test(label)) return unmatched;
  // One that others contain stays, as the best match: else Enter would take one of those.
  const word = label.toLowerCase();
  const isWithin = (other: string) => other !== label && holdsInOrder(other.toLowerCase(), word);
  if (labels.length <= most && labels.some(isWithin)) return label;
  return label.slice(0, -1) || unmatched;
}

/** Longer lists are of names and time zones, of which hardly one is within another. */
const most = 100;

/** Nobody types it, and without a word everything is shown. */
const unmatched = '\u2026';

/** What is typed so far may begin with a quote, which accepting replaces: editors compare it as well. */
function quoted({ quote }: Cursor, proposals: readonly Proposal[]): readonly Proposal[] {
  if (quote === undefined) return proposals;
  const mark = quote === 'single' ? "'" : '"';
  return proposals.map((each) => ({ ...each, filterText: mark + (each.filterText ?? each.label) }));
}
