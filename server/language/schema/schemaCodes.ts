import type { SchemaCode } from './types.ts';

/** What can be wrong with `apiVersion` and `kind`. */
export type HeaderCode = 'schema/unknown-kind' | 'schema/unknown-version' | 'schema/unknown-group';

/** What can be wrong with a definition. */
export type DefinitionCode = 'schema/definition';

/** Pages about what schemas find: Markdown, per code. What YAML itself finds wrong says everything in its message. */
export const schemaCodes: Readonly<Record<SchemaCode | HeaderCode | DefinitionCode, string>> = {
  'schema/unknown-key': `No operator version knows a field of this name at this place. \`kubectl apply\` refuses the manifest
(\`unknown field\`), an older one drops the field without a word, and the setting never takes effect. Mostly it is
misspelt or indented wrongly: the fix renames it, or moves it to where a field of that name belongs. A warning instead
of an error means that the API server keeps the field, but nothing reads it.`,
  'schema/missing-key': `The API server refuses the resource without this field. The fix inserts it with a value to start from.
Patches of Kustomize are not asked: what they leave out stands in another file.`,
  'schema/type': `kubectl reads this value as another type than the field takes, and the API server refuses it. YAML reads \`on\`,
\`yes\` and \`no\` as booleans and \`17\` or \`0600\` as numbers: where text is wanted, put them in quotes.`,
  'schema/enum': `The field takes only certain values, and this is none of them, or none that the operator version in force knows.
Choose another version in the language status item if your clusters run a newer operator.`,
  'schema/format': `The API server reads this text as a date, an address, a name or another form that the field has, and refuses
what is none. The message shows what is wrong with it, or how it has to be written. Texts such as \`<name>\` or \`$(NAME)\`,
which somebody still fills in, are passed over.`,
  'schema/pattern': `The API server compares this text with a pattern and refuses it. The message shows how it has to be written.`,
  'schema/bounds': `The API server refuses numbers outside this range, or between the steps that the field takes.`,
  'schema/length': `The API server refuses texts, lists and maps that are longer or shorter than this.`,
  'schema/duplicate-item': `Items of this list are told apart by a key, or may occur once only. The API server refuses two that are
alike, or keeps only one of them.`,
  'schema/branches': `These fields exclude each other, or one of several is needed. The API server refuses the combination.`,
  'schema/rule': `The definition of the kind has a rule for the API server (\`x-kubernetes-validations\`) that these values break, so it
refuses the resource. Such a rule compares fields with each other, or a field with what it was before: then the value last
committed is taken for the one in the cluster. Defaults count as if they were written. Patches of Kustomize are not asked, nor
rules that read a placeholder.`,
  'schema/not-checked': `The definition of the kind has rules (\`x-kubernetes-validations\`) that take longer on this resource than an editor
can wait. Those that come first have been asked, the others have not: the API server will.`,
  'schema/definition': `The API server refuses this CustomResourceDefinition, or would not do what it says. As long as that is so, resources of
its kind cannot be created, and are checked only as far as the definition can be read.`,
  'schema/deprecated-field': `The field still works in some operator versions, but another one has taken its place, or newer versions
have dropped it. The fix writes the successor.`,
  'schema/removed-field': `The operator version in force does not know this field any more: it is refused or ignored. The fix writes
the successor.`,
  'schema/too-new': `The operator version in force does not know this field yet: it is refused or ignored. Upgrade the operator,
leave the field out, or choose the right version in the language status item.`,
  'schema/too-old': `The operator version in force does not know this field any more. Leave it out, or choose the right version in
the language status item.`,
  'schema/unknown-kind': `The API server has no kind of this spelling (\`no matches for kind\`): kinds are told apart by upper and
lower case, and a few are written small. As long as the kind is wrong, nothing else of the document is checked. Kinds that a
CustomResourceDefinition in the workspace makes are known.`,
  'schema/unknown-group': `Nothing is known of this API group, and it differs by a letter or two from one that has this kind. If your
cluster has no such group, \`kubectl apply\` ends with \`no matches for kind\`. As long as the group is wrong, nothing else of
the document is checked. A CustomResourceDefinition in the workspace makes the group known; if only the cluster has it,
switch this off for the line.`,
  'schema/unknown-version': `The API server does not serve the kind in this version or group (\`no matches for kind ... in version
...\`). The fix writes one that it serves.`,
};
