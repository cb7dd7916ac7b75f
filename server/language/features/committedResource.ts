import type { Resource } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../context.ts';
import { parseDocument, splitDocuments } from '../yaml/index.ts';

/** The same resource (kind, name and namespace) in the last committed text of its file. */
export function committedResource(context: LanguageContext, uri: string, { identity }: Resource): Resource | undefined {
  const text = context.committedText(uri);
  if (text === undefined || !identity.name) return undefined;
  return splitDocuments(text)
    .filter((piece) => piece.includes(identity.name))
    .flatMap((piece) => parseDocument(piece).resources)
    .find(
      (candidate) =>
        candidate.identity.kind === identity.kind &&
        candidate.identity.name === identity.name &&
        candidate.identity.namespace === identity.namespace,
    );
}
