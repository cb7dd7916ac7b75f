import type {
  CompiledSchema,
  Fix,
  ManifestNode,
  ManifestPath,
  ManifestValue,
  OperatorVersion,
  Resource,
  Said,
  SaidValue,
  SchemaRule,
} from '../../../schemas/contract/index.ts';
import { authored, foreign, say } from '../../../schemas/vocabulary/say.ts';
import type { Matcher } from '../cel/frame.ts';
import { ruleReach } from './ruleReach.ts';
import { ruleViolations } from './ruleViolations.ts';
import type { RuleViolation } from './ruleViolations.ts';
import type { SchemaFinding } from './types.ts';
import { withUnknownPlaces } from './withUnknownPlaces.ts';
import { mostFindings } from './validate.ts';
import { code, fieldNameFirst, isSecretValue } from './words.ts';

export interface RuleOptions {
  /** The operator version in force; `undefined`: unknown, and only rules that all `supported` versions have are asked. */
  readonly version: OperatorVersion | undefined;
  /** Absent: no version is known to be run. */
  readonly supported?: readonly OperatorVersion[];
  /** The resource as last committed, which rules compare with; asked for where they do. `undefined`: not known. */
  readonly previous: () => Resource | undefined;
  /** What the schema has found already: what depends on a value that it refuses is not asked. */
  readonly found: readonly SchemaFinding[];
  readonly matcher: Matcher;
  /** From the resource on: what is found may be about this value. Absent: about any. */
  readonly along?: ManifestPath;
}

/** What the rules of a resource together may spend, in steps of about 70 ns. */
const fuel = 200_000;

/**
 * What `x-kubernetes-validations` find wrong with a resource, defaults filled in; silent about parts of resources, and
 * where a placeholder decides. A value that was wrong before is reported too: the API server, which lets it pass in a
 * cluster that has it, refuses it in a new one. Never throws.
 */
export function checkRules(resource: Resource, schema: CompiledSchema, options: RuleOptions): SchemaFinding[] {
  const { root, partial } = resource;
  const reach = ruleReach(schema.nodes);
  const { version, supported = [], matcher, found, along = [] } = options;
  // Of what else the schema refuses nothing is known.
  if (found.length >= mostFindings) return [];
  if (partial || root.kind !== 'map' || !reach.leadsAlong(schema.root, along)) return [];
  const previous = reach.leadsToTransition(schema.root) ? options.previous() : undefined;
  const unasked: SchemaFinding[] = [];
  const violations = ruleViolations(schema, {
    onExhausted: () => unasked.push(notChecked(root)),
    value: withUnknownPlaces(root.value, found, root.path.length),
    old: previous && { value: previous.root.value },
    ...{ version, supported, matcher, fuel, along },
  });
  const findings = new Map<string, SchemaFinding>();
  const faulty = new Set(found.filter(isWrongText).map(({ node }) => JSON.stringify(node.path)));
  for (const violation of withoutEchoes(violations)) {
    const finding = findingOf(root, violation, schema);
    if (faulty.has(JSON.stringify(finding.node.path))) continue;
    const id = JSON.stringify([finding.node.path, violation.message ?? violation.rule.message ?? violation.rule.rule]);
    if (!findings.has(id)) findings.set(id, finding);
  }
  return [...findings.values(), ...unasked];
}

/** Said once, so that nobody takes silence for consent. */
function notChecked(root: ManifestNode): SchemaFinding {
  const message = say`Not all rules of the definition are checked: they take too long. The API server checks them.`;
  return { code: 'schema/not-checked', severity: 'information', node: root.at('kind'), message };
}

/** Of such a text it is enough to know what it has to look like. */
function isWrongText({ code, severity }: SchemaFinding): boolean {
  return severity === 'error' && (code === 'schema/pattern' || code === 'schema/bounds');
}

/** A rule that could not be worked out lacks something, of which another rule of the same value says more; else one is enough. */
function withoutEchoes(violations: readonly RuleViolation[]): RuleViolation[] {
  const placeOf = ({ path }: RuleViolation) => JSON.stringify(path);
  const spoken = new Set(violations.filter(({ failed }) => !failed).map(placeOf));
  return violations.filter((violation) => {
    if (!violation.failed) return true;
    const isFirst = !spoken.has(placeOf(violation));
    spoken.add(placeOf(violation));
    return isFirst;
  });
}

function findingOf(
  root: ManifestNode,
  violation: RuleViolation,
  { foreign: isForeign }: CompiledSchema,
): SchemaFinding {
  const { path, rule } = violation;
  const self = root.at(...path);
  const node = placeOf(root, self, violation);
  const fix = fixOf(self, rule);
  return {
    code: 'schema/rule',
    severity: 'error',
    rule: rule.rule,
    node,
    message: messageOf(self, violation, isForeign === true),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  };
}

/** Where the rule says, else the field that it is about. Of a whole resource what it is. */
function placeOf(root: ManifestNode, self: ManifestNode, { rule, subject }: RuleViolation): ManifestNode {
  const node = self.at(...(rule.fieldPath ?? subject));
  return node.path.length === root.path.length ? root.at('kind') : node;
}

function messageOf(self: ManifestNode, { rule, message }: RuleViolation, isForeign: boolean): Said {
  const written = message !== undefined && !repeatsSecret(self, message) ? message : rule.message?.trim();
  if (!written) {
    const expression = foreign(rule.rule.trim().replace(/\s+/g, ' '), 200);
    return say`${fieldNameFirst(self.path)} is refused, because this does not hold: ${expression}`;
  }
  const isSentence = /^[^a-z].*[.!?]$/s.test(written);
  // What an expression made holds values.
  const words = isForeign || message !== undefined ? foreign(written) : authored(written);
  return isSentence ? words : ledBy(rule.reason, fieldNameFirst(self.path), words);
}

/** By the reason that the rule gives, which decides what the API server says before the message. */
function ledBy(reason: string | undefined, name: SaidValue, words: Said): Said {
  switch (reason) {
    case 'FieldValueRequired':
      return say`${name} lacks something: ${words}`;
    case 'FieldValueForbidden':
      return say`${name} has something that is forbidden: ${words}`;
    case 'FieldValueDuplicate':
      return say`${name} has something twice: ${words}`;
    default:
      return say`${name} is refused: ${words}`;
  }
}

/** Whether a message that was made of values has one of those that are kept secret. */
function repeatsSecret(node: ManifestNode, message: string): boolean {
  if (node.kind === 'scalar') {
    const text = String(node.value);
    return text !== '' && message.includes(text) && isSecretValue(node);
  }
  const below = node.kind === 'map' ? node.entries().map(([, child]) => child) : node.items();
  return below.some((child) => repeatsSecret(child, message));
}

function fixOf(self: ManifestNode, { fix }: SchemaRule): Fix | undefined {
  if (fix === undefined) return undefined;
  const node = self.at(...fix.path);
  const name = code(String(node.path.at(-1) ?? ''));
  const safe = fix.safe === false ? { safe: false as const } : {};
  if (fix.value === undefined) {
    if (node.kind === 'missing') return undefined;
    return { title: say`Remove ${name}`, edits: [{ do: 'remove', node }], ...safe };
  }
  const value = fix.value as ManifestValue;
  const title =
    node.kind === 'missing'
      ? say`Add ${name}`
      : isScalar(value)
        ? say`Write ${code(String(value))}`
        : say`Fill in ${name}`;
  return { title, edits: [{ do: 'set', node, value }], ...safe };
}

function isScalar(value: ManifestValue): value is string | number | boolean {
  return typeof value !== 'object';
}
