import { ownValue } from '../../schemas/compiler/authoredSchema.ts';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';

/** Types of the Kubernetes API that definitions of other kinds copy. Those with fewer than three fields are told by them alone. */
const copied = [
  ...['Affinity', 'Container', 'ContainerPort', 'EnvFromSource', 'EnvVar', 'EnvVarSource', 'EphemeralContainer'],
  ...['HostAlias', 'Lifecycle', 'NodeAffinity', 'PersistentVolumeClaimSpec', 'PersistentVolumeClaimTemplate'],
  ...['PodAffinity', 'PodAntiAffinity', 'PodDNSConfig', 'PodSecurityContext', 'PodSpec', 'PodTemplateSpec', 'Probe'],
  ...[
    'ResourceRequirements',
    'SecurityContext',
    'ServicePort',
    'ServiceSpec',
    'Toleration',
    'TopologySpreadConstraint',
  ],
  ...['TypedLocalObjectReference', 'TypedObjectReference', 'Volume', 'VolumeDevice', 'VolumeMount'],
  ...['VolumeResourceRequirements'],
].map((name) => `core/v1/${name}`);
const others = ['meta/v1/Condition', 'meta/v1/LabelSelector', 'batch/v1/JobSpec', 'networking/v1/IngressSpec'];

/**
 * The type that a schema copies, as `core/v1/Toleration`: it has every field that is written here, of the same form, and hardly
 * another one. `undefined`: none is known.
 */
export function kubernetesTypeOf(schema: AuthoredSchema, types: KubernetesTypes): string | undefined {
  const fields = countOf(schema);
  if (schema.type !== 'object' || fields === 0) return undefined;
  let best: { readonly name: string; readonly fields: number } | undefined;
  for (const name of [...copied, ...others]) {
    const type = types.find(name);
    if (type === undefined || (best !== undefined && countOf(type) >= best.fields)) continue;
    if (isCopyOf(schema, type, types, 6)) best = { name, fields: countOf(type) };
  }
  return best?.name;
}

/** Whether all that is written stands in the type as well, as an object, a list or something else, and hardly anything besides. */
function isCopyOf(schema: AuthoredSchema, written: AuthoredSchema, types: KubernetesTypes, depth: number): boolean {
  const type = written.$ref === undefined ? written : (types.find(written.$ref.replace('k8s:', '')) ?? {});
  if (depth === 0) return true;
  const { properties = {}, items, additionalProperties: open } = schema;
  if (items !== undefined) return type.items !== undefined && isCopyOf(items, type.items, types, depth - 1);
  if (typeof open === 'object') return typeof type.additionalProperties === 'object';
  // Newer versions of Kubernetes have added some; who leaves out more has a type of their own.
  const more = countOf(type) - countOf(schema);
  if (more < 0 || more > (countOf(type) < 5 ? 0 : Math.max(1, countOf(type) / 6))) return false;
  return Object.entries(properties).every(([key, property]) => {
    const known = ownValue(type.properties ?? {}, key);
    return known !== undefined && isCopyOf(property, known, types, depth - 1);
  });
}

function countOf({ properties = {} }: AuthoredSchema): number {
  return Object.keys(properties).length;
}
