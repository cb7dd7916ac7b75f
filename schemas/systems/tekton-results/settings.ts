import type { IndexedResource, ManifestNode, Resource, RuleContext } from '../../contract/index.ts';
import { isPlaceholder, isTrue, textOf } from '../../vocabulary/read.ts';
import { searchBy } from '../../vocabulary/searchBy.ts';

/** Kinds that hold the settings of Tekton Results; rules look at both alike. */
export const resultKinds: readonly string[] = ['TektonResult', 'TektonConfig'];

/**
 * The settings of Results: `spec` of a TektonResult, `spec.result` of a TektonConfig, which is the same Go type. Missing
 * where Results is not installed at all, or may not be. pkg/reconciler/shared/tektonconfig/result/result.go#L194
 */
export function resultSettings({ identity, root }: Resource): ManifestNode {
  const spec = root.at('spec');
  if (identity.kind !== 'TektonConfig') return spec;
  const result = spec.at('result');
  const disabled = result.at('disabled');
  return isTrue(disabled) || isPlaceholder(disabled) ? nothing(result) : result;
}

/** The namespace into which Results is installed; `undefined`: not written, or a placeholder. */
export function targetNamespace({ root }: Resource): string | undefined {
  return textOf(root.at('spec', 'targetNamespace')) || undefined;
}

/** Where a namespace is needed and none is written: the operator's own default on Kubernetes. */
export const defaultNamespace = 'tekton-pipelines';

/**
 * Resources of the core group by kind and name that can be the one meant: in the target namespace, or where one of
 * the two namespaces is not written.
 */
export function findNearby(
  context: Pick<RuleContext, 'resource' | 'workspace'>,
  kind: string,
  name: string,
): IndexedResource[] {
  return inTarget(context, byName(context.workspace.resources('', kind), name));
}

/** Secrets or ConfigMaps with a key that can be the one meant, as far as their keys are known. */
export function findWithKey(
  context: Pick<RuleContext, 'resource' | 'workspace'>,
  kind: 'Secret' | 'ConfigMap',
  key: string,
): IndexedResource[] {
  return inTarget(context, byKey(context.workspace.resources('', kind), key));
}

/** All resources of a kind of the core group that are, or may be, in the target namespace. */
export function inTargetNamespace(
  context: Pick<RuleContext, 'resource' | 'workspace'>,
  kind: string,
): IndexedResource[] {
  return inTarget(context, context.workspace.resources('', kind));
}

const byName = searchBy(({ resource }: IndexedResource) => [resource.identity.name]);
const byKey = searchBy(({ resource }: IndexedResource) => keysOf(resource) ?? []);

/** Of resources that were found those that are, or may be, in the target namespace. */
export function inTarget(
  { resource }: Pick<RuleContext, 'resource'>,
  found: readonly IndexedResource[],
): IndexedResource[] {
  const target = targetNamespace(resource);
  return found.filter(({ resource: { identity } }) => {
    const { namespace } = identity;
    return target === undefined || namespace === '' || namespace === target;
  });
}

/** Keys of a Secret or ConfigMap; `undefined`: not known in full, because it is a patch or has placeholders. */
export function keysOf({ root, partial, identity }: Resource): string[] | undefined {
  if (partial) return undefined;
  const parts = identity.kind === 'Secret' ? ['data', 'stringData'] : ['data', 'binaryData'];
  const nodes = parts.map((part) => root.at(part));
  if (nodes.some((node) => node.kind === 'scalar' && node.value !== null)) return undefined;
  const keys = nodes.flatMap((node) => node.entries().map(([key]) => key));
  return keys.some((key) => key.includes('${')) ? undefined : keys;
}

/** A node below which nothing is written. */
function nothing(node: ManifestNode): ManifestNode {
  return node.at('disabled', 'nothing');
}
