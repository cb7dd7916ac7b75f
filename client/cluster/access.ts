import type { Agent } from 'node:http';
import type { Said } from '../../schemas/contract/index.ts';

/** The way to one API server and who one is there. */
export interface Access {
  readonly context: string;
  readonly namespace: string;
  /** URL without a slash at its end; it may have a path. */
  readonly server: string;
  /**
   * What the next request needs. Runs the login plug-in where credentials have expired; with `renew` they are made anew, and
   * read again if the kubeconfig still has them for the same user of the same server.
   */
  login(options?: { readonly renew?: true; readonly signal?: AbortSignal | undefined }): Promise<Login>;
  close(): void;
}

/** Holds credentials: never logged. */
export interface Login {
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Keeps connections alive, for requests that can be repeated. */
  readonly agent: Agent;
  /** Makes a connection for each request: for what must not be sent twice, or takes the connection over. */
  readonly freshAgent: Agent;
  /** Why these credentials cannot work: `The token expired on 2026-03-01 12:00 UTC.` */
  readonly expired?: Said;
  /** Why there are no credentials in it, though the kubeconfig may have some. */
  readonly withheld?: 'plain-http';
}
