/**
 * A kind's schema as the build makes it from `<kind>.<version>.yaml`: sub-schemas that are alike are one, and refer to
 * each other by index. Texts for people stand apart (`help`), because validation never reads them.
 */
export interface CompiledSchema {
  /** `acid.zalan.do/v1 postgresql`. */
  readonly id: string;
  /** Index of the whole resource. */
  readonly root: number;
  readonly nodes: SchemaNodes;
  /** Read from a definition at run time: what its expressions and patterns cost is bounded. */
  readonly foreign?: true;
}

/** Nodes by their index, children before those that refer to them. One that nobody has asked for need not have been read. */
export interface SchemaNodes extends Iterable<SchemaNode> {
  readonly length: number;
  /** `undefined`: there is none. @param ref not negative */
  at(ref: SchemaRef): SchemaNode | undefined;
  /** By node, which rules can be reached from it, as `ruleReach` has it; absent: that was not asked yet. */
  readonly reach?: Uint8Array;
}

/** Index into `CompiledSchema.nodes`. */
export type SchemaRef = number;

/** Types of a schema; an `integer` is a `number` too. */
export type JsonType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

/** Keywords mean what they mean in a CRD's OpenAPI v3 schema unless said otherwise. */
export interface SchemaNode {
  /** Absent: any type. Two types for Kubernetes' int-or-string. */
  readonly type?: readonly JsonType[];
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, SchemaRef>>;
  readonly required?: readonly string[];
  /** Needed in the end, yet filled in by a webhook or left out by a patch: completion writes them, absence is no problem. */
  readonly expected?: readonly string[];
  /** Schema of values under keys that `properties` does not name; the map is open. */
  readonly values?: SchemaRef;
  /**
   * `silent`: unknown keys are kept and none is a mistake. `warn`: kept by the API server, but nothing reads them.
   * `near`: other versions may know more keys, so only one that is plainly a known one in the wrong spelling or at the
   * wrong level is worth a warning. `later`: a misspelt one is an error, since no known version takes it, any other a warning.
   */
  readonly unknown?: 'silent' | 'warn' | 'near' | 'later';
  readonly items?: SchemaRef;
  readonly enum?: readonly (string | number | boolean)[];
  /** Enum values that only some operator versions know: `[since, until]`, either may be empty. */
  readonly enumVersions?: Readonly<Record<string, readonly [since: string, until: string]>>;
  /** The list comes from one version of the Kubernetes API and others may know more: outside it is a warning. */
  readonly enumLenient?: true;
  /** As in the CRD (RE2), and as JavaScript reads it. Without that nobody has read it: it is run in linear time. */
  readonly pattern?: { readonly source: string; readonly js?: string; readonly flags?: string };
  /** As the API server checks it (`int32`, `date-time`, `duration`, `byte` ...); it says nothing of those that it does not know. */
  readonly format?: string;
  /** The format of every key of a map. */
  readonly keyFormat?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** `minimum` or `maximum` itself is out of bounds. */
  readonly exclusiveMinimum?: true;
  readonly exclusiveMaximum?: true;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Bytes in UTF-8 that the keys and the texts of a map have together. */
  readonly maxBytes?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: true;
  /** `x-kubernetes-list-type`; absent: atomic. How rules compare two lists, and which of their items belong together. */
  readonly list?: 'set' | 'map';
  /** Keys that tell items of a list apart (`x-kubernetes-list-map-keys`). */
  readonly listKeys?: readonly string[];
  /** A map that is compared and replaced as a whole (`x-kubernetes-map-type`). */
  readonly atomic?: true;
  /** A whole resource inside this one: apiVersion, kind and metadata are checked as those of any other. */
  readonly embedded?: true;
  /** `x-kubernetes-validations`: what has to hold of the value once defaults are filled in. */
  readonly rules?: readonly SchemaRule[];
  /** Two items with the same keys are taken, and one hides the other; only a server-side apply refuses them: a warning. */
  readonly listLenient?: true;
  /** Empty text is read as if nothing were there: `required` misses it, and nothing else is asked of it. */
  readonly emptyIsAbsent?: true;
  /** null is read as the empty value of the type: it is refused only if that is. */
  readonly nullIsEmpty?: true;
  /** Text in base64; a list of numbers is taken as its bytes. */
  readonly bytes?: true;
  readonly anyOf?: readonly SchemaRef[];
  readonly oneOf?: readonly SchemaRef[];
  readonly allOf?: readonly SchemaRef[];
  readonly not?: SchemaRef;
  /** A field with this schema is known from this operator version on, and no longer from that one on. */
  readonly since?: string;
  readonly until?: string;
  /**
   * What holds instead of this node if the version in force is at or above `since` and below `until` (absent: no limit);
   * this node is the widest of all readings, for an unknown version.
   */
  readonly readings?: readonly { readonly since?: string; readonly until?: string; readonly schema: SchemaRef }[];
  /** Deprecated or removed: the path, relative to the parent map, of the field to use instead (`''`: none). */
  readonly successor?: string;
  /** The value cannot be changed once the resource exists. */
  readonly immutable?: true;
  /** A map that is read as an empty one where it is left out: the defaults below it hold all the same. */
  readonly filled?: true;
  readonly default?: unknown;
  /** What a fix or completion writes when the field has to be there. */
  readonly sample?: unknown;
  /** Names in a `Vocabulary`. */
  readonly suggest?: string;
  readonly keys?: string;
  readonly explain?: string;
  /** Index into the help table. */
  readonly help?: number;
}

/** One entry of `x-kubernetes-validations`. Expressions are CEL, in the environment of the API server. */
export interface SchemaRule {
  readonly rule: string;
  /** A whole sentence of ours, or of the author of a CRD. Absent: the API server says `failed rule: ...`. */
  readonly message?: string;
  /** Wins over `message` where it yields one line that is not empty. */
  readonly messageExpression?: string;
  readonly reason?: string;
  /** Where the finding belongs, from `self` on: fields and keys of maps, which may be missing. */
  readonly fieldPath?: readonly string[];
  /** It is asked without an old value too: `oldSelf` is an optional then. Else a rule with `oldSelf` waits for one. */
  readonly optionalOldSelf?: true;
  /**
   * Versions of the operator (of Kubernetes for its own types) in which it holds: from `since` on, before `until`. Unknown
   * version: it is asked if all that are supported have it.
   */
  readonly since?: string;
  readonly until?: string;
  /** What makes it hold. */
  readonly fix?: SchemaRuleFix;
}

/** A value to write, or (without `value`) a removal, at `path` from `self` on. */
export interface SchemaRuleFix {
  readonly path: readonly string[];
  readonly value?: unknown;
  /** It changes what runs, so it is left to the person. */
  readonly safe?: false;
}

/** Texts of one field, Markdown that the build has found harmless; loaded when a person asks for them. */
export interface FieldHelp {
  /** The texts are those of a stranger's definition: nothing in them is markup. */
  readonly foreign?: true;
  /** What it does, what happens if left out, what it breaks, what it needs elsewhere. */
  readonly text: string;
  /** Where it is documented; absent: where the field around it is. */
  readonly link?: string;
  /** Per enum value. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Where schemas come from: files beside the server, or chunks of a bundle. Neither throws. */
export interface SchemaSource {
  /** `undefined`: no schema for this kind. */
  schema(apiVersion: string, kind: string): CompiledSchema | undefined;
  help(apiVersion: string, kind: string): readonly FieldHelp[];
  /** All kinds that have a schema. */
  kinds(): readonly { readonly apiVersion: string; readonly kind: string }[];
}
