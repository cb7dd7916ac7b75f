import type {
  CompiledSchema,
  Fix,
  ManifestNode,
  OperatorVersion,
  Resource,
  Said,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import { joined, say } from '../../../schemas/vocabulary/say.ts';
import { compareVersions, isInForce } from '../compareVersions.ts';
import { isOfKubernetes } from './isOfKubernetes.ts';
import type { SchemaFinding } from './types.ts';
import { code } from './words.ts';

interface VersionedField {
  readonly schema: CompiledSchema;
  /** What the schema says about the map that holds the field. */
  readonly parent: SchemaNode;
  readonly map: ManifestNode;
  readonly key: string;
  readonly node: ManifestNode;
  readonly field: SchemaNode;
  readonly version: OperatorVersion | undefined;
  /** Whether another field would take the value. */
  readonly fits: (target: SchemaRef) => boolean;
}

interface Target {
  readonly ref: SchemaRef;
  readonly node: SchemaNode;
}

/** A field that the version in force does not know, or that has a successor. */
export function fieldVersionFinding(versioned: VersionedField): SchemaFinding | undefined {
  const { field, version } = versioned;
  if (version !== undefined && field.since !== undefined && compareVersions(version, field.since) < 0) {
    return tooNew(versioned, field.since, version);
  }
  const removed = version !== undefined && field.until !== undefined && compareVersions(version, field.until) >= 0;
  if (field.successor !== undefined) return replaced(versioned, field.successor, removed);
  return removed ? tooOld(versioned, version) : undefined;
}

/** A kind, in this API version, that the version in force does not bring. */
export function kindVersionFinding(
  { identity: { apiVersion, kind }, root }: Resource,
  { nodes, root: ref }: CompiledSchema,
  version: OperatorVersion | undefined,
): SchemaFinding | undefined {
  const { since } = nodes.at(ref) ?? {};
  const node = root.at('kind');
  if (since === undefined || version === undefined || compareVersions(version, since) >= 0) return undefined;
  if (node.kind === 'missing') return undefined;
  return {
    code: 'schema/too-new',
    severity: 'error',
    node,
    message: say`${code(kind)} of ${code(apiVersion)} is known from operator ${since} on, and operator ${version} is in force: the API server does not know the kind. Upgrade the operator.`,
  };
}

function tooNew(versioned: VersionedField, since: string, version: string): SchemaFinding {
  const { key, schema } = versioned;
  const message = isOfKubernetes(schema)
    ? say`${code(key)} is known from Kubernetes ${since} on, and ${version} is in force: kubectl refuses it and most GitOps tools drop it in silence. Upgrade the cluster or remove the field.`
    : say`${code(key)} is known from operator ${since} on, and operator ${version} is in force: it is refused or dropped. Upgrade the operator or remove the field.`;
  return { ...marked(versioned, message), code: 'schema/too-new', fixes: [removeFix(versioned)] };
}

function tooOld(versioned: VersionedField, version: string): SchemaFinding {
  const { key, field, schema } = versioned;
  const message = isOfKubernetes(schema)
    ? say`${code(key)} is gone since Kubernetes ${field.until ?? ''}, and ${version} is in force: kubectl refuses it and most GitOps tools drop it in silence. Remove it.`
    : say`${code(key)} is gone since operator ${field.until ?? ''}, and operator ${version} is in force: it is refused or dropped. Remove it.`;
  return { ...marked(versioned, message), code: 'schema/too-old', fixes: [removeFix(versioned)] };
}

function replaced(versioned: VersionedField, successor: string, removed: boolean): SchemaFinding | undefined {
  const { key, field, version } = versioned;
  const target = successor === '' ? undefined : findTarget(versioned, successor.split('.'));
  if (
    !removed &&
    version !== undefined &&
    target?.node.since !== undefined &&
    compareVersions(version, target.node.since) < 0
  ) {
    return undefined;
  }
  const remedy = successor === '' ? say`Remove it.` : say`Use ${code(successor)} instead.`;
  const message = joined([goneSentence(key, field.until, removed), remedy], ' ');
  const fix = target === undefined ? undefined : successorFix(versioned, successor.split('.'), target);
  const fixes = successor === '' ? [removeFix(versioned)] : fix === undefined ? [] : [fix];
  return {
    ...marked(versioned, message),
    code: removed ? 'schema/removed-field' : 'schema/deprecated-field',
    severity: removed ? marked(versioned, message).severity : 'warning',
    tags: ['deprecated'],
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function goneSentence(key: string, until: OperatorVersion | undefined, removed: boolean): Said {
  if (until === undefined) return say`${code(key)} is deprecated.`;
  return removed
    ? say`${code(key)} is gone from operator ${until} on: it is refused or dropped.`
    : say`${code(key)} is gone from operator ${until} on.`;
}

function findTarget({ schema, parent, version }: VersionedField, path: readonly string[]): Target | undefined {
  let node: SchemaNode | undefined = parent;
  let ref: SchemaRef | undefined;
  for (const key of path) {
    ref = node?.properties?.[key] ?? node?.values;
    node = ref === undefined ? undefined : schema.nodes.at(ref);
  }
  if (node === undefined || ref === undefined) return undefined;
  return version === undefined || isInForce(undefined, node.until, version) ? { node, ref } : undefined;
}

/** Renames, or moves below another map; nothing if the successor is set already or would not take the value. */
function successorFix({ map, node, fits }: VersionedField, path: readonly string[], target: Target): Fix | undefined {
  const key = path.at(-1) ?? '';
  if (map.at(...path).kind !== 'missing') return undefined;
  if (node.value !== null && !(fits(target.ref) && knowsKeys(target.node, node))) return undefined;
  if (path.length === 1) return { title: say`Rename to ${code(key)}`, edits: [{ do: 'rename', node, key }] };
  const to = map.at(...path.slice(0, -1));
  return { title: say`Move to ${code(path.join('.'))}`, edits: [{ do: 'move', node, to, key }] };
}

/** Of a map that came about for another purpose: keys that are unknown there would be refused or dropped. */
function knowsKeys({ properties = {}, values, unknown }: SchemaNode, node: ManifestNode): boolean {
  if (values !== undefined || unknown !== undefined) return true;
  return node.entries().every(([key]) => Object.hasOwn(properties, key));
}

function removeFix({ key, node }: VersionedField): Fix {
  return { title: say`Remove ${code(key)}`, edits: [{ do: 'remove', node }], safe: false };
}

/** Where the API server keeps unknown keys, a field that the operator does not know is ignored, not refused. */
function marked({ parent, node, schema }: VersionedField, message: Said): Omit<SchemaFinding, 'code'> {
  return {
    severity: parent.unknown === undefined || isOfKubernetes(schema) ? 'error' : 'warning',
    node,
    mark: 'key',
    message,
  };
}
