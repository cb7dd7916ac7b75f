import type { Resource } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../context.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { Subject } from '../subjects/subjectsOf.ts';
import { parseDocument, splitDocuments } from '../yaml/index.ts';

/** A committed text, cut, and the piece of it that was read last: whoever edits a document asks for the same one with each key. */
interface CommittedText {
  readonly text: string;
  readonly pieces: readonly string[];
  read: { readonly piece: string; readonly subjects: readonly Subject[] } | undefined;
}

const lastAsked = new WeakMap<LanguageContext, CommittedText>();

/** The same subject (kind, name and namespace) in the last committed text of its file. */
export function committedResource(context: LanguageContext, uri: string, { identity }: Resource): Resource | undefined {
  const text = context.committedText(uri);
  if (text === undefined || !identity.name) return undefined;
  const committed = cut(context, text);
  return committed.pieces
    .filter((piece) => piece.includes(identity.name))
    .flatMap((piece) => readPiece(context, committed, piece))
    .map(({ resource }) => resource)
    .find(
      (candidate) =>
        candidate.identity.kind === identity.kind &&
        candidate.identity.name === identity.name &&
        candidate.identity.namespace === identity.namespace,
    );
}

function cut(context: LanguageContext, text: string): CommittedText {
  const known = lastAsked.get(context);
  if (known?.text === text) return known;
  const committed = { text, pieces: splitDocuments(text), read: undefined };
  lastAsked.set(context, committed);
  return committed;
}

function readPiece(context: LanguageContext, committed: CommittedText, piece: string): readonly Subject[] {
  if (committed.read?.piece === piece) return committed.read.subjects;
  const subjects = subjectsOf(context.packs, parseDocument(piece), context.index);
  committed.read = { piece, subjects };
  return subjects;
}
