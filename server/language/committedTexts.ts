import type { Resource } from '../../schemas/contract/index.ts';
import type { Clock } from './queries/clock.ts';
import { Keyed } from './queries/keyed.ts';
import { Query } from './queries/query.ts';
import { Signal } from './queries/signal.ts';
import { parseDocument, splitDocuments } from './yaml/index.ts';
import type { ManifestDocument } from './yaml/index.ts';

/** A committed text, cut, and the piece of it that was read last: whoever edits a document asks for the same one with each key. */
interface Committed {
  readonly pieces: readonly string[];
  read: { readonly piece: string; readonly resources: readonly Resource[] } | undefined;
}

type ReadDocument = (document: ManifestDocument) => readonly Resource[];

/** What files looked like when they were last committed, as far as somebody has said so. */
export class CommittedTexts {
  readonly #clock: Clock;
  readonly #texts = new Map<string, string>();
  readonly #signals = new Keyed<Signal>();
  readonly #readDocument: ReadDocument;
  readonly #read = new Keyed<Query<Committed | undefined>>();

  /** @param read what stands in a document */
  constructor(clock: Clock, read: ReadDocument) {
    this.#clock = clock;
    this.#readDocument = read;
  }

  /** `undefined`: not under version control, or not known. */
  set(uri: string, text: string | undefined): void {
    if (this.#texts.get(uri) === text) return;
    if (text === undefined) this.#texts.delete(uri);
    else this.#texts.set(uri, text);
    this.#signals.held(uri)?.touch();
  }

  /** The same resource (kind, name and namespace), or other subject, in the last committed text of its file. */
  resource(uri: string, { identity }: Resource): Resource | undefined {
    const committed = this.#read.get(uri, () => new Query(this.#clock, () => this.#cut(uri))).read();
    if (!committed || (!identity.name && identity.apiVersion !== '')) return undefined;
    return committed.pieces
      .filter((piece) => piece.includes(identity.name))
      .flatMap((piece) => this.#resourcesOf(committed, piece))
      .find(
        (candidate) =>
          candidate.identity.kind === identity.kind &&
          candidate.identity.name === identity.name &&
          candidate.identity.namespace === identity.namespace,
      );
  }

  #cut(uri: string): Committed | undefined {
    this.#signals.get(uri, () => new Signal(this.#clock)).note();
    const text = this.#texts.get(uri);
    return text === undefined ? undefined : { pieces: splitDocuments(text), read: undefined };
  }

  #resourcesOf(committed: Committed, piece: string): readonly Resource[] {
    if (committed.read?.piece === piece) return committed.read.resources;
    const resources = this.#readDocument(parseDocument(piece));
    committed.read = { piece, resources };
    return resources;
  }
}
