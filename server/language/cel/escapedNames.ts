/**
 * Names of fields as expressions write them: what is no identifier is escaped.
 * Source: k8s.io/apiserver/pkg/cel/escaping.go.
 */

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

const escapes: ReadonlyMap<string, string> = new Map([
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
]);

/** `log-path` -> `log__dash__path`; a name that cannot be escaped stays as it is: no expression reaches it. */
export function escapeName(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_.\-/][\w.\-/]*$/.test(name)) return name;
  return name.replace(/__|[-./]/g, (part) => escapes.get(part) ?? part);
}

const written = new Map(Array.from(escapes, ([part, escaped]) => [escaped, part]));

/** The name of the field behind an identifier; `undefined`: none has it. */
export function unescapeName(identifier: string): string | undefined {
  if (!identifier.includes('__')) return identifier;
  const word = /^__([a-z]+)__$/.exec(identifier)?.[1];
  if (word !== undefined && reserved.has(word)) return word;
  const unknown = (identifier.match(/__[^_]+__/g) ?? []).some((escaped) => !written.has(escaped));
  return unknown ? undefined : identifier.replace(/__[^_]+__/g, (escaped) => written.get(escaped) ?? '');
}
