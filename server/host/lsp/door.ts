import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection, NotificationType, RequestType } from 'vscode-languageserver';
import type { Shape } from './shapes.ts';
import { shownLog, shownMessage } from './shownText.ts';
import { canonicalUri } from './canonicalUri.ts';

type Awaitable<T> = T | Promise<T>;

/** Anything about one file. */
interface FileParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * The one way in for messages, and the one for work that nobody waits for. What is behind it may throw: a request is
 * then answered with an error, everything else is logged, and the server goes on. Parameters of the wrong shape never
 * get through, nor does anything before `initialize` or after `shutdown`.
 */
export class Door {
  readonly #connection: Connection;
  #state: 'waiting' | 'open' | 'closed' = 'waiting';

  constructor(connection: Connection) {
    this.#connection = connection;
    // For methods that nobody answers.
    connection.onRequest(
      (method) => this.#refusal() ?? new ResponseError(ErrorCodes.MethodNotFound, shownMessage(`No ${method}.`)),
    );
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Whether the editor has said hello, and not yet goodbye. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  open(): void {
    this.#state = 'open';
  }

  close(): void {
    this.#state = 'closed';
  }

  /** A request that was cancelled before its turn is not computed. */
  onRequest<P, R>(
    type: RequestType<P, R, unknown>,
    shape: Shape,
    work: (params: P, token: CancellationToken) => Awaitable<R | ResponseError>,
  ): void {
    // Without parameters the library gives the token alone.
    const answer = async (
      ...given: readonly [P, CancellationToken] | readonly [CancellationToken]
    ): Promise<unknown> => {
      const [params, token] = given.length === 2 ? given : [undefined as P, given[0]];
      const refusal = token.isCancellationRequested ? cancelled() : (this.#refusal() ?? refusedParams(shape, params));
      if (refusal) return refusal;
      try {
        return await work(params, token);
      } catch (error) {
        this.report(type.method, error);
        return new ResponseError(
          ErrorCodes.InternalError,
          shownMessage(`${type.method} has failed: ${reasonOf(error)}`),
        );
      }
    };
    this.#connection.onRequest(type.method, answer);
  }

  /** A request about a file, by its canonical URI. */
  onFile<P extends FileParams, R>(
    type: RequestType<P, R, unknown>,
    shape: Shape,
    work: (key: string, params: P, token: CancellationToken) => Awaitable<R | ResponseError>,
  ): void {
    this.onRequest(type, shape, (params, token) => work(canonicalUri(params.textDocument.uri), params, token));
  }

  onNotification<P>(type: NotificationType<P>, shape: Shape, work: (params: P) => Awaitable<void>): void {
    this.#connection.onNotification(type.method, (params: P) => {
      if (this.#state !== 'open') return;
      if (!shape(params))
        this.#connection.console.error(shownLog(`${type.method}: parameters of the wrong shape. Left aside.`));
      else this.run(type.method, () => work(params));
    });
  }

  /** Does something that nobody waits for. `what` stands in the log if it fails. */
  run(what: string, work: () => Awaitable<unknown>): void {
    const done = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        this.report(what, error);
      }
    };
    // Has no way to fail; the rule cannot know.
    done().catch(() => undefined);
  }

  report(what: string, error: unknown): void {
    const place = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(shownLog(`${what} has failed: ${place}`));
  }

  #refusal(): ResponseError | undefined {
    if (this.#state === 'waiting') return new ResponseError(ErrorCodes.ServerNotInitialized, 'Not initialized yet.');
    if (this.#state === 'closed') return new ResponseError(ErrorCodes.InvalidRequest, 'Shut down already.');
    return undefined;
  }
}

export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

function refusedParams(shape: Shape, params: unknown): ResponseError | undefined {
  return shape(params) ? undefined : new ResponseError(ErrorCodes.InvalidParams, 'Parameters of the wrong shape.');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
