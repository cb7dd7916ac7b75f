import type { CompiledSchema, Finding, Fix, Resource, Rule, Severity } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { Problem } from '../answers.ts';
import type { Matcher } from '../cel/frame.ts';
import { linearMatcher, trustingMatcher } from '../cel/matcher.ts';
import { ask } from '../ask.ts';
import type { RuleSeverities } from '../configuration/configurationFile.ts';
import type { KindSchema } from '../currentSchemas.ts';
import type { Definition } from '../definitions/definitions.ts';
import { lookUp } from '../languageContext.ts';
import type { LanguageContext } from '../languageContext.ts';
import { keyword } from '../fieldText.ts';
import { isInForce, supportedVersions } from '../compareVersions.ts';
import type { SchemaFinding } from '../schema/types.ts';
import { proposedNode } from '../schema/proposedNode.ts';
import { checkRules } from '../schema/checkRules.ts';
import { scalarFault } from '../schema/scalarFault.ts';
import { validateResource } from '../schema/validate.ts';
import { fieldAt, typesOf } from '../schema/walk.ts';
import { severityOf, severityRank } from '../settings.ts';
import type { CheckedResource } from './checkedResource.ts';
import { createRuleContext } from './createRuleContext.ts';

/** A finding with what it is called and how much it matters, before the user's settings. */
export interface NamedFinding extends Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly tags?: Problem['tags'];
  /** The expression that does not hold, and what it stands in. */
  readonly rule?: string;
  readonly definition?: Definition;
}

/** What the schema and the rules find in one resource. */
export function checkResource(
  context: LanguageContext,
  claimed: CheckedResource,
  version: string | undefined,
  known = context.schemas.of(claimed.resource.identity, claimed.uri),
): NamedFinding[] {
  const byRules = ruleFindings(context, claimed, version);
  if (!known) return byRules;
  const { schema } = known;
  const bySchema = schemaFindings(context, claimed, known, version);
  return [
    ...withoutSpoken(context.configurations.severities(claimed.uri), bySchema, byRules).map((finding) =>
      repaired(context, claimed, schema, finding),
    ),
    ...byRules,
  ];
}

/** What the schema itself and its rules find. */
function schemaFindings(
  context: LanguageContext,
  { resource, claim, uri, previous: before }: CheckedResource,
  { schema, definition }: KindSchema,
  version: string | undefined,
): SchemaFinding[] {
  const takesTexts = claim.subject?.chart?.takesTexts?.(resource.root) ?? false;
  const isFine = ({ code, node }: SchemaFinding) =>
    takesTexts && code === 'schema/type' && typeof node.value === 'string';
  const found = validateResource(resource, schema, { version, newest: claim.operator.operatorVersions.at(-1) }).filter(
    (each) => !isFine(each),
  );
  const previous = () => before ?? context.committed.resource(uri, resource);
  const supported = supportedVersions(claim.operator);
  const matcher = matcherOf(schema);
  const byRules = checkRules(resource, schema, { version, supported, previous, found, matcher });
  const severities = context.configurations.severities(uri);
  return withoutTaken(severities, found, definition ? byRules.map((each) => ({ ...each, definition })) : byRules);
}

/** What is taken for something else, with a warning, and refused as that: the reason is said, and what mends it stays. */
function withoutTaken(
  severities: readonly RuleSeverities[],
  found: readonly SchemaFinding[],
  byRules: readonly SchemaFinding[],
): SchemaFinding[] {
  const taken = found.filter(({ code, severity }) => code === 'schema/type' && severity === 'warning');
  const left = byRules.length === 0 ? taken : withoutSpoken(severities, taken, byRules);
  if (left.length === taken.length) return [...found, ...byRules];
  const spoken = new Set(taken.filter((each) => !left.includes(each)));
  const fixes = new Map([...spoken].map((each) => [each.node, each.fixes]));
  return [
    ...found.filter((each) => !spoken.has(each)),
    ...byRules.map((each) => ({ ...each, fixes: each.fixes ?? fixes.get(each.node) ?? [] })),
  ];
}

const ours = trustingMatcher();
const strangers = linearMatcher();

/** Expressions of packs have been read by somebody. */
export function matcherOf({ foreign }: CompiledSchema): Matcher {
  return foreign ? strangers : ours;
}

/** What rules find in one resource. @param rules those of its kind, or some of them */
export function ruleFindings(
  context: LanguageContext,
  claimed: CheckedResource,
  version: string | undefined,
  rules = claimed.claim.rules,
): NamedFinding[] {
  const { resource } = claimed;
  const ruleContext = createRuleContext(context, claimed, version);
  const severities = context.configurations.severities(claimed.uri);
  const found: NamedFinding[] = [];
  for (const rule of rules) {
    if (!applies(rule, resource, version) || severityOf(rule.id, rule.severity, severities) === 'off') continue;
    // Read to the end inside `ask`: of a rule that throws halfway nothing is taken.
    for (const finding of ask(context, rule.id, none, () => [...rule.check(ruleContext)]))
      found.push({ ...finding, code: rule.id, severity: finding.severity ?? rule.severity });
  }
  return found;
}

const none: readonly Finding[] = [];

/** Whether a rule is asked about a resource; where no version is known, whatever it is bound to. */
export function applies(rule: Rule, resource: Resource, version: string | undefined): boolean {
  if (rule.wholeOnly && resource.partial) return false;
  return version === undefined || isInForce(rule.since, rule.until, version);
}

/** A rule knows more about a value than the schema does: where both speak and the rule is no milder, it alone is heard. */
function withoutSpoken(
  severities: readonly RuleSeverities[],
  bySchema: readonly SchemaFinding[],
  byRules: readonly NamedFinding[],
): SchemaFinding[] {
  const weight = ({ code, severity }: { code: string; severity: Severity }) =>
    severityRank[severityOf(code, severity, severities)];
  const spoken = new Map<string, number>();
  for (const finding of byRules) {
    const place = placeKey(finding);
    spoken.set(place, Math.max(spoken.get(place) ?? 0, weight(finding)));
  }
  return bySchema.filter((finding) => (spoken.get(placeKey(finding)) ?? -1) < weight(finding));
}

function placeKey({ node }: Finding): string {
  return JSON.stringify(node.path);
}

const repairable: ReadonlySet<string> = new Set(['schema/format', 'schema/pattern', 'schema/type']);

/** A text of the wrong form gets the fix that the field's vocabulary knows: `10gb` of memory is `10Gi`. */
function repaired(
  context: LanguageContext,
  { resource, claim }: CheckedResource,
  schema: CompiledSchema,
  finding: SchemaFinding,
): SchemaFinding {
  const { node } = finding;
  if (finding.fixes?.length || !repairable.has(finding.code) || node.kind !== 'scalar') return finding;
  const field = fieldAt(schema, node.path.slice(resource.root.path.length));
  if (field && !typesOf(field).includes('string')) return finding;
  const text = typeof node.value === 'string' ? node.value : node.source;
  if (!field || text === undefined) return finding;
  const names = [keyword(field, 'suggest'), keyword(field, 'explain')];
  const meant =
    names.reduce<string | undefined>((found, name) => {
      const repair = lookUp(context, claim.pack, 'repair', name);
      return found ?? (repair && ask(context, `repair ${String(name)}`, undefined, () => repair(text, node)));
    }, undefined) ?? withUnit(text, keyword(field, 'default'));
  if (meant === undefined || meant === text) return finding;
  const proposed = proposedNode(node, meant);
  if (field.nodes.some((each) => scalarFault(each, proposed, undefined) !== undefined)) return finding;
  return { ...finding, fixes: [repairFix(finding, text, meant)] };
}

/** A number without the unit that the default has: `30` where the default is `30m`. */
function withUnit(text: string, byDefault: unknown): string | undefined {
  const unit = typeof byDefault === 'string' ? /^\d+([a-zA-Z]+)$/.exec(byDefault)?.[1] : undefined;
  return unit !== undefined && /^\d+$/.test(text) ? `${text}${unit}` : undefined;
}

/** Other upper and lower case, or blanks: plainly the same amount. Anything else is for a person to confirm. */
function repairFix({ node }: Finding, text: string, meant: string): Fix {
  const isSame = text.replaceAll(/\s/g, '').toLowerCase() === meant.toLowerCase();
  return {
    title: say`Change to "${meant}"`,
    edits: [{ do: 'set', node, value: meant }],
    ...(isSame ? {} : { safe: false }),
  };
}
