import type { RefusalCause } from './errors.ts';

/**
 * What an API server says about a Secret, in our own words: the field and the reason, never its wording, which may quote a
 * value in a form that nobody would know again.
 */
export interface AboutSecret {
  /** Inside of a sentence: no capital, no full stop. */
  readonly message: string;
  readonly causes: readonly RefusalCause[];
}

/** @param said all of the server's words. @param causes its complaints, each about a field. */
export function aboutSecret(said: string, causes: readonly RefusalCause[]): AboutSecret {
  const known = causes.map(({ field, message }) => complaint(field, reasonOf(message)));
  if (known.length === 0) return { message: reasonOf(said), causes: [] };
  return { message: known.map(inOneLine).join('; '), causes: known };
}

function complaint(field: string | undefined, message: string): RefusalCause {
  // `data[password]`, `.stringData.password`, `metadata.labels`; keys that a Secret can have.
  const isField = field !== undefined && /^\.?[A-Za-z][\w.[\]/-]{0,252}$/.test(field);
  return isField ? { field: field.replace(/^\./, ''), message } : { message };
}

function inOneLine({ field, message }: RefusalCause): string {
  return field === undefined ? message : `${field}: ${message}`;
}

function reasonOf(said: string): string {
  for (const [pattern, words] of reasons) {
    const match = pattern.exec(said);
    if (match) return words.replaceAll('$1', match[1] ?? '');
  }
  return 'the API server does not accept it; its words are not shown, as they may quote a value';
}

/** A name that Kubernetes has checked, so no value. */
const name = String.raw`"([a-z0-9][a-z0-9.-]{0,252})"`;

/** The first that fits holds. What is taken over from the server is the name of another thing. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`^conflict with "([\w][\w .:/@-]{0,127})"`), 'conflict with "$1"'],
  [/field not declared in schema|unknown field/i, 'unknown field'],
  [/duplicate field|already set in map/i, 'duplicate field'],
  [
    /expected string|cannot unmarshal \w+ into Go [^\n]{0,200} of type string/,
    'it has to be text: put quotation marks around it',
  ],
  [/expected map|cannot unmarshal \w+ into Go [^\n]{0,200} of type map/, 'it has to be a map of keys and values'],
  [/illegal base64/, 'a value of it is not base64; text as it is goes into stringData'],
  [
    /Too long|size of .{0,80}too large|exceeds? .{0,80}(?:bytes|size|limit)|[Rr]equest entity too large|larger than/,
    'it is too long: a Secret holds 1 MiB',
  ],
  [/immutable/, 'it cannot be changed: the Secret, or its type, is immutable'],
  [/Required value/, 'it is required'],
  [/valid config key/, 'a key has letters, digits, "-", "_" and "." only'],
  [/RFC 1123|RFC 1035|DNS/, 'it is not a name that an object can have'],
  [/label|annotation|qualified name/, 'it is not in the form that labels and annotations have'],
  [new RegExp(`exceeded quota: ([a-z0-9][a-z0-9.-]{0,252})`), 'it exceeds the quota $1'],
  [
    new RegExp(`admission webhook ${name}`),
    'the webhook $1 refuses it; its words are not shown, as they may quote a value',
  ],
  [/being terminated/, 'its namespace is being deleted'],
  [new RegExp(`^namespaces ${name} not found`), 'there is no namespace $1'],
  [/not found|could not find the requested resource/, 'it does not exist'],
  [/already exists/, 'it exists already'],
  [/\bUID in (?:the )?precondition\b/, 'another Secret has this name now (UID in precondition)'],
  [/object has been modified|resourceVersion|the object might have been/, 'somebody else has changed it meanwhile'],
  [/timed? ?out|deadline exceeded/i, 'it took too long'],
  [/Invalid value/, 'the value is not one that it can have'],
  [/Unsupported value/, 'the value is none of those that it can have'],
];
