import type {
  CompiledSchema,
  ManifestNode,
  OperatorVersion,
  Said,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import { listed, say } from '../../../schemas/vocabulary/say.ts';
import { sampleOfKey } from './sampleValue.ts';
import type { SchemaFinding } from './types.ts';
import { hasType, wrongTypeFinding } from './wrongType.ts';
import type { Taker } from './wrongType.ts';
import { code, fieldName, fieldNameFirst } from './words.ts';

/** What validation hands over when anyOf, oneOf or not fails. */
export interface FailedBranches {
  readonly schema: CompiledSchema;
  readonly owner: SchemaNode;
  readonly node: ManifestNode;
  readonly version: OperatorVersion | undefined;
  /** What fixes may write in place of the value. */
  readonly taker: Taker;
  /** What is wrong with the value if it is meant to follow a branch. */
  findingsOf(ref: SchemaRef): readonly SchemaFinding[];
}

/** No alternative fits: which key is missing, or what is wrong with the alternative that comes nearest. */
export function noBranchFinding(failed: FailedBranches, branches: readonly SchemaRef[]): SchemaFinding | undefined {
  const keys = requiredKeys(failed.schema, branches);
  if (keys !== undefined) return oneOfKeysMissing(failed, keys);
  const types = branches.flatMap((ref) => failed.schema.nodes.at(ref)?.type ?? []);
  const missesAll = branches.every((ref) => missesType(failed, ref));
  if (missesAll) return wrongTypeFinding(failed.node, [...new Set(types)], failed.taker);
  const candidates = branches.map((ref) => failed.findingsOf(ref)).filter((findings) => findings.length > 0);
  const fewest = (a: readonly SchemaFinding[], b: readonly SchemaFinding[]) => (rank(b) < rank(a) ? b : a);
  const [nearest] = candidates.length === 0 ? [] : candidates.reduce(fewest);
  return nearest;
}

function missesType({ schema, node }: FailedBranches, ref: SchemaRef): boolean {
  const type = schema.nodes.at(ref)?.type;
  return type !== undefined && !hasType(type, node);
}

/** A branch of which the value misses the type is further away than one with many small faults. */
function rank(findings: readonly SchemaFinding[]): number {
  return findings.length + (findings.some((finding) => finding.code === 'schema/type') ? 100 : 0);
}

/** Several alternatives fit where one may. */
export function manyBranchesFinding(failed: FailedBranches, branches: readonly SchemaRef[]): SchemaFinding {
  const { schema, node } = failed;
  const keys = requiredKeys(schema, branches)?.filter((key) => isWritten(node, key)) ?? [];
  return keys.length > 1
    ? exclusiveKeys(node, keys)
    : notAllowed(
        node,
        say`${fieldNameFirst(node.path)} fits several alternatives of which only one may hold, and is refused: see its help.`,
      );
}

/** The value fits what it must not. */
export function forbiddenFinding(failed: FailedBranches, ref: SchemaRef): SchemaFinding {
  const { schema, node } = failed;
  const forbidden = schema.nodes.at(ref);
  const nested = [...(forbidden?.anyOf ?? []), ...(forbidden?.oneOf ?? [])].map(
    (branch) => schema.nodes.at(branch)?.required ?? [],
  );
  const sets = [forbidden?.required ?? [], ...nested].filter((keys) => keys.length > 0);
  const keys = sets.find((set) => set.every((key) => isWritten(node, key))) ?? [];
  if (keys.length > 1) return exclusiveKeys(node, keys);
  const [only] = keys;
  if (only === undefined) {
    const message = say`${fieldNameFirst(node.path)} has a value that is not allowed, and is refused: see its help.`;
    return notAllowed(node, message);
  }
  return {
    code: 'schema/branches',
    severity: 'error',
    node: node.at(only),
    mark: 'key',
    message: say`${code(only)} is not allowed here: remove it.`,
    fixes: [{ title: say`Remove ${code(only)}`, edits: [{ do: 'remove', node: node.at(only) }], safe: false }],
  };
}

/** Keywords of a branch that asks for a key. `properties` says what counts as one that is there. */
const plain = new Set(['required', 'type', 'properties']);

/** The one key that each branch asks for, if they ask for nothing else. */
function requiredKeys(schema: CompiledSchema, branches: readonly SchemaRef[]): readonly string[] | undefined {
  const keys: string[] = [];
  for (const ref of branches) {
    const branch = schema.nodes.at(ref);
    const only = Object.keys(branch ?? {}).every((keyword) => plain.has(keyword));
    const [key] = branch?.required ?? [];
    if (key === undefined || branch?.required?.length !== 1 || !only) return undefined;
    keys.push(key);
  }
  return keys;
}

function oneOfKeysMissing({ schema, owner, node, version }: FailedBranches, keys: readonly string[]): SchemaFinding {
  const needs = say`${fieldNameFirst(node.path)} needs ${listed(keys.map(code), 'or')}`;
  // One that is there counts as none, or its branch would hold.
  const empty = keys.find((key) => node.at(key).kind !== 'missing');
  const filled = empty === undefined ? keys : [empty];
  return {
    code: 'schema/missing-key',
    severity: 'error',
    node: empty === undefined ? node : node.at(empty),
    mark: 'key',
    message:
      empty === undefined
        ? say`${needs}, and is refused without: add one.`
        : say`${needs}, and an empty value counts as none: fill it in.`,
    fixes: filled.map((key) => ({
      title: empty === undefined ? say`Add ${code(key)}` : say`Fill in ${code(key)}`,
      edits: [{ do: 'set', node: node.at(key), value: sampleOfKey(schema, owner, key, version) }],
      safe: false,
    })),
  };
}

function exclusiveKeys(node: ManifestNode, keys: readonly string[]): SchemaFinding {
  const last = node.at(keys.at(-1) ?? '');
  return {
    code: 'schema/branches',
    severity: 'error',
    node: last,
    mark: 'key',
    message: say`${listed(keys.map(code), 'and')} exclude each other, and ${fieldName(node.path)} is refused with more than one: keep one.`,
    related: keys.slice(0, -1).map((key) => ({ node: node.at(key), message: say`Set here too.` })),
    fixes: keys.map((key) => ({
      title: say`Remove ${code(key)}`,
      edits: [{ do: 'remove', node: node.at(key) }],
      safe: false,
    })),
  };
}

function notAllowed(node: ManifestNode, message: Said): SchemaFinding {
  return { code: 'schema/branches', severity: 'error', node, mark: node.kind === 'scalar' ? 'value' : 'key', message };
}

function isWritten(map: ManifestNode, key: string): boolean {
  const node = map.at(key);
  return node.kind !== 'missing' && node.value !== null;
}
