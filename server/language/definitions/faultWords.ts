import type { Said } from '../../../schemas/contract/index.ts';
import { foreign, say } from '../../../schemas/vocabulary/say.ts';

/** What the API server says of definitions that it refuses, each about one thing. */
const words = {
  unreadable: () => say`The definition cannot be read as YAML: kubectl refuses it, and its kind is not checked.`,
  'too-large': () => say`The definition is too large to be read: its kind is not checked.`,
  name: (name) => say`The API server refuses the definition under this name: write "${name}".`,
  'preserves-all': () => say`The API server no longer takes \`preserveUnknownFields: true\`: remove it.`,
  'version-twice': (version) =>
    say`Version "${version}" stands here twice, and the API server refuses that: remove one.`,
  'stored-versions': (count) =>
    say`Exactly one version has \`storage: true\`, here ${count}: the API server refuses the definition.`,
  'no-schema': (version) =>
    say`Version "${version}" has no schema, and the API server refuses the definition: add one.`,
  'root-type': () => say`A resource is a map: the API server refuses a schema of any other type here.`,
  'no-type': () => say`The schema says no type, and the API server refuses the definition: add \`type\`.`,
  closed: () =>
    say`The API server refuses \`additionalProperties: false\`: unknown keys are dropped without it. Remove it.`,
  'properties-twice': () =>
    say`The API server takes either \`properties\` or \`additionalProperties\`, and refuses both: remove one.`,
  'no-items': () => say`The list says nothing of its items, and the API server refuses the definition: add \`items\`.`,
  'in-branch': (keyword) =>
    say`The API server refuses \`${keyword}\` in a branch of \`anyOf\`, \`oneOf\`, \`allOf\` or \`not\`: write it outside.`,
  'no-keyword': (keyword) =>
    say`The API server knows no \`${keyword}\` in a definition, and refuses it: write out what is meant.`,
  'not-true': (keyword) => say`The API server refuses \`${keyword}: true\`: write \`x-kubernetes-list-type: set\`.`,
  pattern: (reason) =>
    say`The API server cannot read this pattern, and refuses the definition: ${foreign(reason, 200)}`,
  expression: (reason) =>
    say`The API server cannot read this expression, and refuses the definition: ${foreign(reason, 200)}`,
  'no-list-keys': () =>
    say`A list of type \`map\` needs \`x-kubernetes-list-map-keys\`: the API server refuses it without.`,
  'list-keys': () => say`The API server takes keys for lists of type \`map\` only, and refuses these: remove them.`,
  'list-key': (key) =>
    say`The items have no property "${key}", and the API server refuses the definition: correct the key.`,
} as const satisfies Readonly<Record<string, (about: string) => Said>>;

export type FaultName = keyof typeof words;

/** @param about what the fault is in: a keyword, a name, a reason */
export function faultWords({ fault, about }: { readonly fault: FaultName; readonly about: string }): Said {
  const say: (about: string) => Said = words[fault];
  return say(about);
}
