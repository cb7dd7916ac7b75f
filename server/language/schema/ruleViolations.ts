import type {
  CompiledSchema,
  ManifestPath,
  OperatorVersion,
  SchemaNode,
  SchemaRef,
  SchemaRule,
} from '../../../schemas/contract/index.ts';
import { burn, Exhausted } from '../cel/frame.ts';
import type { Frame, Matcher } from '../cel/frame.ts';
import { ABSENT, isMap, storedEntry, storedKeys } from '../cel/storedValues.ts';
import type { NodeReader, StoredMap } from '../cel/storedValues.ts';
import { Failure, Optional, UNKNOWN } from '../cel/values.ts';
import type { Value } from '../cel/values.ts';
import { metadataNode, view, withMetadata } from '../cel/views.ts';
import { isInForce } from '../compareVersions.ts';
import { compiledRule } from './compiledRule.ts';
import type { CompiledRule } from './compiledRule.ts';
import { nodeInForce } from './nodeInForce.ts';
import { ruleReach } from './ruleReach.ts';
import type { RuleReach } from './ruleReach.ts';

/** A rule that does not hold. */
export interface RuleViolation {
  /** Of `self`, from the resource on. */
  readonly path: ManifestPath;
  readonly rule: SchemaRule;
  /** The field that the rule is about, from `self` on. */
  readonly subject: readonly string[];
  /** What its `messageExpression` makes: one line that is not empty. */
  readonly message?: string;
  /** It could not be worked out, which the API server refuses too. */
  readonly failed: boolean;
}

/** Values as JSON; `undefined` in them is a placeholder. */
export interface RuleInput {
  readonly value: unknown;
  /** The whole resource as it was before. `new`: there was none. `undefined`: not known. */
  readonly old: { readonly value: unknown } | 'new' | undefined;
  /** The operator version in force; `undefined`: unknown. */
  readonly version: OperatorVersion | undefined;
  /** Versions, one of which runs where none is known: a rule of some versions is asked if each of these has it. Absent: it is not. */
  readonly supported?: readonly OperatorVersion[];
  readonly matcher: Matcher;
  /** Only rules of values above, at and below this one are asked: no other can tell it from another value. */
  readonly along?: ManifestPath;
  /** What all rules together may spend; when it is used up, the rest is not asked. */
  readonly fuel: number;
  /** Told when it is. */
  readonly onExhausted?: () => void;
}

/**
 * All rules of a resource, in the order in which the API server asks them: those of a value before those below it. Never
 * throws.
 * Source: k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go.
 */
export function ruleViolations(schema: CompiledSchema, input: RuleInput): RuleViolation[] {
  const walk = new RuleWalk(schema, input);
  try {
    walk.visitRoot(schema.root, input);
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    input.onExhausted?.();
  }
  return walk.violations;
}

/** What is known of the value before. */
type Old = { readonly value: unknown } | 'new' | undefined;

class RuleWalk {
  readonly violations: RuleViolation[] = [];
  readonly #reach: RuleReach;
  readonly #nodes: NodeReader;
  /** One of these is in force. */
  readonly #versions: readonly OperatorVersion[];
  readonly #frame: Frame;
  readonly #along: ManifestPath;
  readonly #path: (string | number)[] = [];

  constructor(schema: CompiledSchema, { version, supported = [], matcher, fuel, along = [] }: RuleInput) {
    this.#reach = ruleReach(schema.nodes);
    this.#versions = version === undefined ? supported : [version];
    this.#frame = { slots: [], fuel, matcher };
    this.#along = along;
    this.#nodes = (ref) => metadataNode(ref) ?? nodeInForce(schema, ref, version) ?? nothing;
  }

  visitRoot(root: SchemaRef, { value, old }: RuleInput): void {
    if (this.#reach.leadsToRule(root)) this.#visit(this.#nodes(root), withMetadata(this.#nodes(root)), value, old);
  }

  /** @param rules the node whose rules are asked @param spine the one that types the value: in allOf another one */
  #visit(rules: SchemaNode, spine: SchemaNode, written: unknown, old: Old): void {
    const value = written === null && spine.nullIsEmpty && spine.type?.includes('object') ? {} : written;
    if (value === null || value === undefined) return;
    burn(this.#frame, 1);
    if (rules.rules !== undefined) this.#ask(rules.rules, spine, value, old);
    for (const branch of rules.allOf ?? [])
      if (this.#reach.leadsToRule(branch)) this.#visit(this.#nodes(branch), spine, value, old);
    if (Array.isArray(value)) this.#visitItems(rules, spine, value, old);
    else if (isMap(value)) this.#visitEntries(rules, spine, value, old);
  }

  #visitBelow(step: string | number, rules: SchemaRef, spine: SchemaRef, value: unknown, old: Old): void {
    if (this.#isAside(step)) return;
    const node = this.#nodes(spine);
    this.#path.push(step);
    this.#visit(this.#nodes(rules), node.embedded ? withMetadata(node) : node, value, old);
    this.#path.pop();
  }

  #isAside(step: string | number): boolean {
    const depth = this.#path.length;
    return depth < this.#along.length && this.#along[depth] !== step;
  }

  #visitItems(rules: SchemaNode, spine: SchemaNode, list: readonly unknown[], old: Old): void {
    const { items } = rules;
    if (!this.#reach.leadsToRule(items) || spine.items === undefined) return;
    const oldOf = this.#reach.leadsToTransition(items)
      ? this.#correlated(spine, spine.items, old)
      : () => unknownOld(old);
    for (const [index, item] of list.entries()) this.#visitBelow(index, items, spine.items, item, oldOf(item));
  }

  /** Of an item of a map list the old one with the same keys; items of other lists have no old value. */
  #correlated({ list, listKeys = [] }: SchemaNode, items: SchemaRef, old: Old): (item: unknown) => Old {
    if (old === undefined || old === 'new') return () => old;
    if (list !== 'map' || !Array.isArray(old.value)) return () => 'new';
    const node = this.#nodes(items);
    const idOf = (item: unknown) =>
      isMap(item)
        ? JSON.stringify(listKeys.map((key) => String(storedEntry(item, key, node, this.#nodes))))
        : undefined;
    const byId = new Map((old.value as readonly unknown[]).map((item) => [idOf(item), item]));
    return (item) => {
      const id = idOf(item);
      return id !== undefined && byId.has(id) ? { value: byId.get(id) } : 'new';
    };
  }

  #visitEntries(rules: SchemaNode, spine: SchemaNode, map: StoredMap, old: Old): void {
    for (const key of this.#reach.keysOf(rules)) {
      const below = [rules.properties?.[key], spine.properties?.[key]] as const;
      if (below[0] !== undefined && below[1] !== undefined) this.#visitEntry(key, below[0], below[1], spine, map, old);
    }
    if (!this.#reach.leadsToRule(rules.values) || spine.values === undefined) return;
    for (const key of storedKeys(map, spine, this.#nodes)) {
      const isNamed = spine.properties !== undefined && Object.hasOwn(spine.properties, key);
      if (!isNamed) this.#visitEntry(key, rules.values, spine.values, spine, map, old);
    }
  }

  #visitEntry(key: string, rules: SchemaRef, spine: SchemaRef, owner: SchemaNode, map: StoredMap, old: Old): void {
    const value = storedEntry(map, key, owner, this.#nodes);
    if (value === ABSENT) return;
    this.#visitBelow(key, rules, spine, value, this.#oldEntry(key, owner, old));
  }

  #oldEntry(key: string, owner: SchemaNode, old: Old): Old {
    if (old === undefined || old === 'new') return old;
    const value = isMap(old.value) ? storedEntry(old.value, key, owner, this.#nodes) : ABSENT;
    return value === ABSENT || value === null ? 'new' : { value };
  }

  #ask(rules: readonly SchemaRule[], spine: SchemaNode, value: unknown, old: Old): void {
    const self = view(value, spine, this.#nodes);
    let oldSelf: Value | undefined;
    for (const rule of rules) {
      const compiled = this.#isInForce(rule) ? compiledRule(rule) : undefined;
      if (compiled === undefined || (compiled.isTransition && typeof old !== 'object' && !rule.optionalOldSelf))
        continue;
      if (compiled.isTransition && typeof old === 'object') oldSelf ??= view(old.value, spine, this.#nodes);
      this.#frame.slots[0] = self;
      this.#frame.slots[1] = rule.optionalOldSelf ? optionalOld(old, oldSelf) : (oldSelf ?? null);
      this.#judge(rule, compiled);
    }
  }

  #isInForce({ since, until }: SchemaRule): boolean {
    if (since === undefined && until === undefined) return true;
    const versions = this.#versions;
    return versions.length > 0 && versions.every((version) => isInForce(since, until, version));
  }

  #judge(rule: SchemaRule, { program, message }: CompiledRule): void {
    const result = this.#run(() => program.run(this.#frame));
    const failed = result instanceof Failure;
    if (result === UNKNOWN || (result !== false && !failed)) return;
    const words = failed || message === undefined ? undefined : this.#run(() => message.run(this.#frame));
    this.violations.push({
      path: [...this.#path],
      rule,
      subject: program.subject,
      failed,
      ...(isMessage(words) ? { message: words.trim() } : {}),
    });
  }

  /** What overflows the stack is not known. */
  #run(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      if (error instanceof RangeError) return UNKNOWN;
      throw error;
    }
  }
}

/** Below a list whose items have no old value, there is none either. */
function unknownOld(old: Old): Old {
  return typeof old === 'object' ? 'new' : old;
}

function optionalOld(old: Old, oldSelf: Value | undefined): Value {
  if (old === undefined) return UNKNOWN;
  return new Optional(oldSelf);
}

const nothing: SchemaNode = {};

/** UTF-16 units; the API server counts 5 kB. */
const longestMessage = 5120;

function isMessage(value: Value | undefined): value is string {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text !== '' && !text.includes('\n') && text.length <= longestMessage;
}
