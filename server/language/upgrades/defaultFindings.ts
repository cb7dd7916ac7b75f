import type {
  CompiledSchema,
  Fix,
  ManifestNode,
  ManifestValue,
  OperatorVersion,
  Said,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { NamedFinding } from '../problems/checkResource.ts';
import { compareVersions, isInForce } from '../compareVersions.ts';
import { nodeInForce } from '../schema/nodeInForce.ts';
import { nodesOf } from '../schema/walk.ts';
import { code } from '../schema/words.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { isWithin } from './upgradeStep.ts';
import type { UpgradeFinding, UpgradeStep } from './upgradeStep.ts';

/** Aliases can make a short text into a tree without end. */
const mostVisits = 100_000;

/** Fields that are left out and get another default. In a part of a resource, what is absent may stand elsewhere. */
export function defaultFindings(subject: ClaimedSubject, schema: CompiledSchema, step: UpgradeStep): UpgradeFinding[] {
  const { claim, resource } = subject;
  const chart = claim.subject?.chart !== undefined;
  if (resource.partial && !chart) return [];
  const found: UpgradeFinding[] = [];
  let visits = 0;

  const visit = (ref: SchemaRef, node: ManifestNode): void => {
    if (visits++ > mostVisits) return;
    for (const each of nodesOf(schema, ref)) {
      for (const [key, child] of Object.entries(each.properties ?? {})) visitField(child, key, node.at(key));
      const { values, items } = each;
      if (values !== undefined)
        for (const [key, below] of node.entries()) if (!Object.hasOwn(each.properties ?? {}, key)) visit(values, below);
      if (items !== undefined) for (const item of node.items()) visit(items, item);
    }
  };

  const visitField = (ref: SchemaRef, key: string, node: ManifestNode): void => {
    const field = schema.nodes.at(ref);
    if (!field || !isKnown(field, step.from) || !isKnown(field, step.to)) return;
    if (!isLeftOut(node, field)) {
      if (node.kind !== 'scalar') visit(ref, node);
      return;
    }
    const change = defaultChange(schema, ref, step);
    if (change) found.push(finding(subject, step, { ...change, key, node, chart }));
    else if (field.filled || (chart && field.properties)) visit(ref, node);
  };

  visit(schema.root, resource.root);
  return found;
}

function isKnown({ since, until }: SchemaNode, version: OperatorVersion): boolean {
  return isInForce(since, until, version);
}

function isLeftOut(node: ManifestNode, { emptyIsAbsent }: SchemaNode): boolean {
  return node.kind === 'missing' || node.value === null || (emptyIsAbsent === true && node.value === '');
}

interface DefaultChange {
  readonly was: unknown;
  readonly is: unknown;
  readonly since: OperatorVersion;
}

function defaultChange(schema: CompiledSchema, ref: SchemaRef, step: UpgradeStep): DefaultChange | undefined {
  const readings = schema.nodes.at(ref)?.readings;
  if (!readings) return undefined;
  const at = (version: OperatorVersion) => nodeInForce(schema, ref, version)?.default;
  const [was, is] = [at(step.from), at(step.to)];
  if (JSON.stringify(was) === JSON.stringify(is)) return undefined;
  const limits = readings.flatMap(({ since, until }) => [since, until].filter((each) => each !== undefined));
  const [since = step.to] = limits
    .filter((each) => isWithin(step, each) && JSON.stringify(at(each)) !== JSON.stringify(was))
    .sort(compareVersions);
  return { was, is, since };
}

interface ChangedField extends DefaultChange {
  readonly key: string;
  readonly node: ManifestNode;
  readonly chart: boolean;
}

function finding(subject: ClaimedSubject, step: UpgradeStep, field: ChangedField): UpgradeFinding {
  const { node, key, was, since } = field;
  const message = subject.claim.subject ? readDefault(step, field) : filledDefault(step, field);
  const keep: Fix[] =
    was === undefined
      ? []
      : [
          {
            title: say`Write ${code(key)} as it was: ${valueText(was)}`,
            edits: [{ do: 'set', node, value: was as ManifestValue }],
            safe: false,
          },
        ];
  const named: NamedFinding = {
    node,
    mark: 'key',
    code: 'upgrade/default',
    severity: 'information',
    message,
    fixes: keep,
  };
  return { subject, step, effect: 'default', since, finding: named };
}

/** A value in the middle of a sentence. */
function valueText(value: unknown): string {
  return code(typeof value === 'string' && value !== '' ? value : JSON.stringify(value));
}

/** By whoever reads the text. */
function readDefault({ from, to }: UpgradeStep, { key, was, is, chart }: ChangedField): Said {
  const remedy = chart ? say`Write what is meant, unless other values say it.` : say`Write what is meant.`;
  if (is === undefined)
    return say`${code(key)} is left out: that means nothing with ${to}, and ${valueText(was)} with ${from}. ${remedy}`;
  if (was === undefined)
    return say`${code(key)} is left out: that means ${valueText(is)} with ${to}, and nothing with ${from}. ${remedy}`;
  return say`${code(key)} is left out: that means ${valueText(is)} with ${to}, and ${valueText(was)} with ${from}. ${remedy}`;
}

/** By the API server, which writes it into the object when that is made. */
function filledDefault({ from, to }: UpgradeStep, { key, was, is }: ChangedField): Said {
  const remedy = say`One that is in a cluster keeps what it has. Write what is meant.`;
  if (is === undefined)
    return say`${code(key)} is left out: a new object gets nothing with ${to}, and ${valueText(was)} with ${from}. ${remedy}`;
  if (was === undefined)
    return say`${code(key)} is left out: a new object gets ${valueText(is)} with ${to}, and nothing with ${from}. ${remedy}`;
  return say`${code(key)} is left out: a new object gets ${valueText(is)} with ${to}, and ${valueText(was)} with ${from}. ${remedy}`;
}
