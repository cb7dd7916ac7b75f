import type { ClusterError } from '../cluster/errors.ts';
import { commandManager } from '../cluster/fieldOwners.ts';
import { trimEnd } from '../../schemas/vocabulary/trimEnd.ts';

/** What the API server, or a webhook, says about one field. */
export interface FieldProblem {
  /** `spec.users[0].name`, without a dot before it; empty: about the whole resource. */
  readonly field: string;
  readonly message: string;
}

/** A field that somebody else applied with another value. */
export interface FieldConflict {
  readonly manager: string;
  readonly field: string;
}

export interface Refusal {
  readonly problems: readonly FieldProblem[];
  /** Not empty only where nothing but these stands against it: then `force` helps. */
  readonly conflicts: readonly FieldConflict[];
}

/**
 * The fields behind a refusal. The API server has four ways to name them: causes (schemas, CEL, conflicts), a list of
 * lines (server-side apply), strict decoding, and whatever text a webhook makes up.
 */
export function readRefusal(error: ClusterError): Refusal {
  const text = wholeMessage(error);
  const conflicts = readConflicts(error, text);
  if (conflicts.length > 0) return { problems: conflicts.map(asProblem), conflicts };
  const problems =
    fromCauses(error) ?? fromTypedPatch(text) ?? fromStrictDecoding(text) ?? fromInvalid(text) ?? fromWebhook(text);
  return { problems: unique(problems ?? [{ field: '', message: text }]), conflicts: [] };
}

/** As the API server wrote it, all its lines; else what the error says. */
function wholeMessage({ answer, message }: ClusterError): string {
  return answer?.message || message;
}

function readConflicts(error: ClusterError, text: string): readonly FieldConflict[] {
  const named = error.causes.flatMap(({ field, message }) => {
    const manager = /^conflict with "([^"]*)"/.exec(message)?.[1];
    return manager !== undefined && field !== undefined ? [{ manager, field: tidyField(field) }] : [];
  });
  if (named.length > 0 || !text.startsWith('Apply failed with')) return named;
  // `conflict with "a" using v1: .data.x`, or `conflicts with "a" using v1:` with a line `- .data.x` for each field.
  const found: FieldConflict[] = [];
  let manager = '';
  for (const line of text.split('\n')) {
    const named = /conflicts? with "([^"]*)"[^:]*:\s*(\.\S+)?/.exec(line);
    manager = named?.[1] ?? manager;
    const field = named?.[2] ?? /^\s*- (\.\S+)/.exec(line)?.[1];
    if (field !== undefined) found.push({ manager, field: tidyField(field) });
  }
  return found;
}

function asProblem({ manager, field }: FieldConflict): FieldProblem {
  const who = manager === commandManager ? 'A command of this extension' : manager;
  return { field, message: `${who} has given this field another value and manages it.` };
}

function fromCauses({ causes }: ClusterError): readonly FieldProblem[] | undefined {
  const said = causes.filter(({ message }) => !message.includes('some validation rules were not checked'));
  const problems = said.map(({ field = '', message }) => problemAt(field === '<nil>' ? '' : field, message));
  return problems.length > 0 ? problems : undefined;
}

/** `failed to create typed patch object (...): .spec.foo: field not declared in schema`, or a line for each after `errors:`. */
function fromTypedPatch(text: string): readonly FieldProblem[] | undefined {
  const listed = /^failed to create typed patch object \([^)]*\): (?:errors:)?([^]+)$/.exec(text)?.[1]?.trimStart();
  if (listed === undefined) return undefined;
  return listed.split('\n').map((line) => {
    const trimmed = line.trim();
    const field = /^\.(?:[^\s:["]|\["?[^\]]*\])+(?=: )/.exec(trimmed)?.[0] ?? '';
    return problemAt(field, field === '' ? trimmed : trimmed.slice(field.length + 2));
  });
}

/** `unknown field "spec.foo", duplicate field "spec.bar"`; YAML's duplicates only name the key. */
function fromStrictDecoding(text: string): readonly FieldProblem[] | undefined {
  if (!/strict decoding/i.test(text)) return undefined;
  const named = [...text.matchAll(/\b(unknown|duplicate) field "([^"]+)"/g)];
  const problems = named.map(([, what = '', field = '']) => problemAt(field, `${what} field`));
  const twice = [...text.matchAll(/key "([^"]+)" already set in map/g)].map(([, key = '']) => ({
    field: '',
    message: `Key ${key} is written twice in one map.`,
  }));
  const all = [...problems, ...twice];
  return all.length > 0 ? all : undefined;
}

/** `Cluster "shop" is invalid: [spec.a: Invalid value: ..., spec.b: Required value]` without causes: webhooks pass it on as text. */
function fromInvalid(text: string): readonly FieldProblem[] | undefined {
  const said = text.replace(/^[\s\S]*? denied the request: /, '').replace(/^\S+ "[^"]*" is invalid: /, '');
  const listed = said.replace(/^\[([\s\S]*)\]$/, '$1');
  const starts = [...listed.matchAll(fieldAndKind)];
  if (starts.length === 0) return undefined;
  return starts.map(({ index, 0: whole, 1: field = '' }, at) => {
    const next = starts[at + 1]?.index ?? listed.length;
    const from = index + whole.indexOf(field) + field.length + 2;
    return problemAt(field, trimEnd(listed.slice(from, next), ', \t\r\n'));
  });
}

/** Kinds of `field.Error`: https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/util/validation/field/errors.go */
const fieldAndKind =
  /(?:^|, |\n)((?:spec|metadata|data|status)\b(?:[^\s:["]|\[[^\]]*\])*): (?=Invalid value|Required value|Unsupported value|Duplicate value|Forbidden|Not found|Too long|Too many|Too few|Internal error)/g;

/** Free text: the fields that it names, each with all of it. Knative writes `missing field(s): spec.db_host`. */
function fromWebhook(text: string): readonly FieldProblem[] | undefined {
  const match = /admission webhook "([^"]+)" denied the request: ([\s\S]+)$/.exec(text);
  if (!match) return undefined;
  const [, webhook = '', said = ''] = match;
  const message = `${said.trim()} (webhook ${webhook})`;
  const fields = [...said.matchAll(/(?:^|[\s"'`(,])\.?((?:spec|metadata)(?:\.[A-Za-z_][\w-]*|\[[^\]\s]*\])+)/g)];
  if (fields.length === 0) return [{ field: '', message }];
  return fields.map(([, field = '']) => ({ field: tidyField(field), message }));
}

function problemAt(written: string, said: string): FieldProblem {
  const field = tidyField(written);
  return { field, message: plain(said, field) };
}

/** Without what Go's structures leave in it: the field again, and the value `"object"` of a rule. */
function plain(said: string, field: string): string {
  const known: Readonly<Record<string, string>> = {
    'field not declared in schema': 'The cluster does not know this field.',
    'unknown field': 'The cluster does not know this field.',
    'duplicate field': 'This field is written twice.',
    'Required value': 'It is required.',
  };
  const short = said
    .replace(/^Invalid value: "(?:object|array|string|integer|number|boolean)": /, '')
    .replace(/, got &value\.valueUnstructured\{Value:([\s\S]*)\}$/, ', got $1')
    .replaceAll(`${field} in body `, 'it ')
    .trim();
  return known[short] ?? short;
}

function tidyField(field: string): string {
  return field.trim().replace(/^\./, '');
}

function unique(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.field}\n${problem.message}`, problem])).values()];
}
