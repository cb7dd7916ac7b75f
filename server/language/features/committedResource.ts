import type { Resource } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../context.ts';
import { parseDocument, splitDocuments } from '../yaml/index.ts';

/** A committed text, cut, and the piece of it that was read last: whoever edits a document asks for the same one with each key. */
interface CommittedText {
  readonly text: string;
  readonly pieces: readonly string[];
  read: { readonly piece: string; readonly resources: readonly Resource[] } | undefined;
}

const lastAsked = new WeakMap<LanguageContext, CommittedText>();

/** The same resource (kind, name and namespace) in the last committed text of its file. */
export function committedResource(context: LanguageContext, uri: string, { identity }: Resource): Resource | undefined {
  const text = context.committedText(uri);
  if (text === undefined || !identity.name) return undefined;
  const committed = cut(context, text);
  return committed.pieces
    .filter((piece) => piece.includes(identity.name))
    .flatMap((piece) => resourcesOf(committed, piece))
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

function resourcesOf(committed: CommittedText, piece: string): readonly Resource[] {
  if (committed.read?.piece === piece) return committed.read.resources;
  const { resources } = parseDocument(piece);
  committed.read = { piece, resources };
  return resources;
}
