import type { Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import { aboutSecret } from './aboutSecret.ts';
import { ClusterError, mostCauses, type ClusterErrorOptions, type RefusalCause } from './errors.ts';
import { secretValues } from './secretValues.ts';
import { withholder } from './withholder.ts';

/** What went wrong on the way to an API server, or was answered by it, as the one error that commands know. */

/** What a request was about, in the words of RBAC. */
export interface Subject {
  readonly verb: string;
  /** `databases.example.com`, `pods/exec` */
  readonly resource: string;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** A request, as far as what is said about it goes. */
export interface Question {
  readonly subject: Subject;
  /** What was sent. No value of secret data in it is repeated. */
  readonly body?: unknown;
}

/** Who was asked, and as whom. */
export interface Asked {
  readonly context: string;
  readonly server: string;
  /** Why the credentials no longer hold, where that is known: a sentence. */
  readonly expired?: Said | undefined;
  readonly withheld?: 'plain-http' | undefined;
}

export function describe({ verb, resource, name, namespace }: Subject): string {
  return [verb, resource, ...(name ? [name] : []), ...(namespace ? ['in', namespace] : [])].join(' ');
}

export const cancelled = (): ClusterError => new ClusterError('cancelled', say`Cancelled.`, say`Try again.`);

export function noAnswer({ server }: Asked, subject: Subject, seconds: number): ClusterError {
  const sentence = say`The API server ${server} has not answered for ${seconds} s (${describe(subject)}).`;
  const isReading = subject.verb === 'get' || subject.verb === 'list';
  return new ClusterError(
    'timeout',
    isReading ? sentence : joined([sentence, say`It may have been done all the same.`], ' '),
    say`Check the network and the VPN, then try again.`,
  );
}

/** For an answer that is not of the 2xx. `text`: as it came. */
export function statusError(status: number, text: string, question: Question, asked: Asked): ClusterError {
  const { subject } = question;
  const { message, reason, causes, whole, isUnfit } = withoutSecrets(readStatus(text), question);
  const said = message ? foreign(message) : say`status ${status}`;
  const answered = { answer: { status, reason, message: whole } };
  if (status === 401 || (status === 403 && message.includes('"system:anonymous"'))) {
    if (asked.withheld !== undefined) return unencrypted(asked, answered);
    return new ClusterError(
      'unauthenticated',
      say`The API server does not accept the credentials of context ${asked.context}. ${asked.expired ?? say`They have expired or are wrong.`}`,
      say`Log in to the cluster again, as you do for kubectl, then try again.`,
      answered,
    );
  }
  if (status === 403) {
    const lacking = forbidden(message, subject, asked, answered);
    if (lacking) return lacking;
  }
  if (status === 404) {
    return new ClusterError(
      'missing',
      say`Cannot ${describe(subject)}: ${said}.`,
      say`Check the name and the namespace.`,
      answered,
    );
  }
  if ((status === 500 && isUnfit) || [400, 403, 409, 413, 415, 422].includes(status)) {
    const remedy =
      reason === 'AlreadyExists'
        ? say`Choose another name, or remove what is there.`
        : status === 409
          ? say`Somebody else has changed it, or manages these fields: look at it again, then repeat.`
          : say`Correct what the API server complains about.`;
    return new ClusterError('refused', say`The API server refused to ${describe(subject)}: ${said}.`, remedy, {
      ...answered,
      causes,
    });
  }
  return new ClusterError(
    status === 504 || reason === 'Timeout' ? 'timeout' : 'unreachable',
    say`The API server ${asked.server} cannot ${describe(subject)} now: ${said} (${status}).`,
    say`Try again later; if it stays, the cluster itself is in trouble.`,
    answered,
  );
}

function unencrypted({ context, server }: Asked, options: ClusterErrorOptions): ClusterError {
  return new ClusterError(
    'unauthenticated',
    say`The API server ${server} does not let anybody in without credentials, and over plain HTTP none are sent.`,
    say`Name its https:// address in the kubeconfig of context ${context}.`,
    options,
  );
}

/** For an answer of the 2xx that is not what was asked for. */
export function misshapen({ context, server }: Asked, subject: Subject): ClusterError {
  return new ClusterError(
    'bad-answer',
    say`What answers at ${server} is no API server, or a broken one: it was asked to ${describe(subject)}, and the answer is of another shape.`,
    say`Check the server of context ${context} in the kubeconfig, and proxies on the way to it.`,
  );
}

/** @param what too much there is: `one answer has more than 128 MiB` */
export function tooMuch({ server }: Asked, subject: Subject, what: Said): ClusterError {
  return new ClusterError(
    'bad-answer',
    say`The API server ${server} sends more than can be taken (${describe(subject)}): ${what}.`,
    say`Look at it with kubectl; if there is not that much, something else answers, or the server is in trouble.`,
  );
}

/** For what Node throws before there is an answer, or while one comes in. */
export function networkError(error: unknown, { server, context }: Asked): ClusterError {
  if (error instanceof ClusterError) return error;
  const code = codeOf(error);
  const options = { cause: error };
  if (code === 'ABORT_ERR') return cancelled();
  const distrust = distrusted[code] ?? (code.startsWith('ERR_TLS_CERT') ? say`it is for another name` : undefined);
  if (distrust !== undefined) {
    return new ClusterError(
      'untrusted-server',
      say`The certificate of the API server ${server} is not trusted: ${distrust}.`,
      say`Put the cluster's certificate authority into the kubeconfig of context ${context} (certificate-authority-data).`,
      options,
    );
  }
  if (/^ERR_SSL_.*ALERT/.test(code)) {
    return new ClusterError(
      'unauthenticated',
      say`The API server does not accept the client certificate of context ${context}.`,
      say`Log in to the cluster again, as you do for kubectl, then try again.`,
      options,
    );
  }
  if (code.startsWith('ERR_OSSL')) {
    return new ClusterError(
      'bad-kubeconfig',
      say`A certificate or a key of context ${context} cannot be read.`,
      say`Get a new kubeconfig for the cluster.`,
      options,
    );
  }
  const why = unreachable[code] ?? (code || say`the connection failed`);
  return new ClusterError(
    'unreachable',
    say`The API server ${server} cannot be reached: ${why}.`,
    say`Check that the cluster of context ${context} runs, and the network, VPN and proxy to it.`,
    options,
  );
}

/** What the API server warns of while it does what it was asked for, without values of secret data. */
export function warningOf(text: string, question: Question): string {
  const masked = cleanerFor(question)(text);
  return isAboutSecret(question) ? aboutSecret(masked, saidCauses(masked)).message : masked;
}

/** UTF-16 code units of an answer's words that are looked at. */
const longestAnswer = 64_000;

function withoutSecrets(status: Status, question: Question): Status {
  const clean = cleanerFor(question);
  const causes = status.causes.slice(0, mostCauses).map(({ field, message }) => ({
    ...(field === undefined ? {} : { field: clean(field) }),
    message: clean(message),
  }));
  const masked = { ...status, causes, whole: clean(status.whole), reason: clean(status.reason) };
  const isRefusedByRole = /cannot \w+ (?:resource|path)|is forbidden:\s*$/.test(masked.whole);
  if (!isAboutSecret(question) || masked.whole === '' || isRefusedByRole)
    return { ...masked, message: oneLine(masked.whole) };
  const ours = aboutSecret(masked.whole, causes);
  return { ...masked, ...ours, whole: ours.message };
}

function cleanerFor(question: Question): (text: string) => string {
  const withhold = withholder(secretValues(question.body, isAboutSecret(question)));
  return (text) => withhold(text.slice(0, longestAnswer));
}

function isAboutSecret({ subject, body }: Question): boolean {
  const { kind } = (body ?? {}) as { readonly kind?: unknown };
  return kind === 'Secret' || /^secrets(?:\/|$)/.test(subject.resource);
}

/** RBAC; `undefined`: another 403, a quota or a webhook. */
function forbidden(
  said: string,
  subject: Subject,
  { context }: Asked,
  options: ClusterErrorOptions,
): ClusterError | undefined {
  // Exec and port-forward are other verbs to RBAC than the request shows; the API server says which.
  const [, named] = /cannot (\w+) (?:resource|path)/.exec(said) ?? [];
  const verb = named ?? (lacksCreate(said, subject) ? 'create' : undefined);
  if (verb === undefined) return undefined;
  const [, user] = /User "([^"]+)"/.exec(said) ?? [];
  const { resource, namespace } = subject;
  const who = user ? say`Context ${context} (user ${user})` : say`Context ${context}`;
  return new ClusterError(
    'forbidden',
    namespace
      ? say`${who} may not ${verb} ${resource} in namespace ${namespace}.`
      : say`${who} may not ${verb} ${resource} in the whole cluster.`,
    namespace
      ? say`Ask whoever manages the cluster for the verb "${verb}" on "${resource}" in namespace ${namespace}.`
      : say`Ask whoever manages the cluster for the verb "${verb}" on "${resource}" in the whole cluster.`,
    options,
  );
}

/** Since 1.35 a WebSocket takes `create` beside `get`, and where that is missing the API server gives no reason at all. */
function lacksCreate(said: string, { resource }: Subject): boolean {
  return /\/(?:exec|portforward)$/.test(resource) && /is forbidden:\s*$/.test(said);
}

interface Status {
  /** On one line. */
  readonly message: string;
  readonly reason: string;
  readonly causes: readonly RefusalCause[];
  /** The message with all its lines. */
  readonly whole: string;
  /** The object does not fit its schema, as server-side apply says it, with status 500. */
  readonly isUnfit: boolean;
}

const nothingSaid: Status = { message: '', reason: '', causes: [], whole: '', isUnfit: false };

/** `v1.Status`, or whatever a proxy in between has written. */
function readStatus(body: string): Status {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    const text = /<\w/.test(body) ? '' : oneLine(body);
    return { ...nothingSaid, message: text, whole: text };
  }
  if (typeof value !== 'object' || value === null) return nothingSaid;
  const status = value as { message?: unknown; reason?: unknown; details?: { causes?: unknown } | null };
  const causes = Array.isArray(status.details?.causes) ? (status.details.causes as unknown[]) : [];
  const whole = typeof status.message === 'string' ? status.message : '';
  return {
    ...{ message: oneLine(whole), whole, isUnfit: whole.startsWith('failed to create typed patch object') },
    reason: typeof status.reason === 'string' ? status.reason : '',
    causes:
      causes.length === 0
        ? saidCauses(status.message)
        : causes.flatMap((entry) => {
            const { field, message } = (entry ?? {}) as { field?: unknown; message?: unknown };
            if (typeof message !== 'string') return [];
            return [typeof field === 'string' && field !== '' ? { field, message } : { message }];
          }),
  };
}

/**
 * Fields that a message names where no cause does: `.spec.volum: field not declared in schema` of server-side apply,
 * `unknown field "spec.volum"` of strict decoding. Paths end up in one form, without a dot in front.
 */
function saidCauses(message: unknown): RefusalCause[] {
  if (typeof message !== 'string') return [];
  const typed = message.matchAll(/(?:^|\s)\.(\S+): (field not declared in schema|expected [^\n]+)/g);
  const decoded = message.matchAll(/\b((?:unknown|duplicate) field) "([^"]+)"/g);
  return [
    ...[...typed].map(([, field = '', what = '']) => ({ field, message: what })),
    ...[...decoded].map(([, what = '', field = '']) => ({ field, message: what })),
  ];
}

/** On one line, without the full stop: it ends up inside of a sentence. */
function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return (line.length > 500 ? `${line.slice(0, 500)}…` : line).replace(/\.$/, '');
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return (error as { name?: unknown } | null)?.name === 'AbortError' ? 'ABORT_ERR' : '';
}

/** https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes */
const distrusted: Readonly<Record<string, Said>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: say`it is signed by itself`,
  SELF_SIGNED_CERT_IN_CHAIN: say`its certificate authority is not known`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: say`its certificate authority is not known`,
  UNABLE_TO_GET_ISSUER_CERT: say`its certificate authority is not known`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: say`its certificate authority is not known`,
  CERT_UNTRUSTED: say`its certificate authority is not trusted`,
  CERT_SIGNATURE_FAILURE: say`its signature is wrong, as of a cluster that was made anew`,
  INVALID_CA: say`its certificate authority is invalid`,
  CERT_HAS_EXPIRED: say`it has expired`,
  CERT_NOT_YET_VALID: say`it is not valid yet; is the clock right?`,
  CERT_REVOKED: say`it was revoked`,
  HOSTNAME_MISMATCH: say`it is for another name`,
};

const unreachable: Readonly<Record<string, Said>> = {
  ECONNREFUSED: say`nothing listens there (ECONNREFUSED)`,
  ENOTFOUND: say`its name is not known (ENOTFOUND)`,
  EAI_AGAIN: say`its name cannot be looked up now (EAI_AGAIN)`,
  ETIMEDOUT: say`it does not answer (ETIMEDOUT)`,
  EHOSTUNREACH: say`there is no way to it (EHOSTUNREACH)`,
  ENETUNREACH: say`there is no way to its network (ENETUNREACH)`,
  ECONNRESET: say`the connection was reset (ECONNRESET)`,
  EPIPE: say`the connection was closed (EPIPE)`,
  EPROTO: say`it does not speak TLS there (EPROTO)`,
};
