import { mergeSchemas, ownValue } from './authoredSchema.ts';
import type { AuthoredSchema } from './authoredSchema.ts';
import { expandSchema } from './expandSchema.ts';
import { parseFieldPath } from './readRule.ts';
import { readSchema } from './readSchema.ts';
import { withResourceFields } from './resourceFields.ts';
import { newReport } from './schemaFile.ts';
import type { CompileReport, KubernetesTypes } from './schemaFile.ts';
import type { SchemaTree } from './schemaTree.ts';

/** What a CustomResourceDefinition says of a kind. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  /** As in the resource's URL. */
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Those that the API server serves, as they are written. */
  readonly versions: readonly CrdVersion[];
}

export interface CrdVersion {
  /** `v1`. */
  readonly name: string;
  /** Objects are stored in it. */
  readonly storage: boolean;
  readonly deprecated: boolean;
  /** What the definition says of the resource, as an author would write it. */
  schema(): AuthoredSchema;
  /** Made anew with every call. Patterns that are not checked are added to `report.dropped`, malformed keywords to `problems`. */
  tree(types: KubernetesTypes, report?: CompileReport): SchemaTree;
}

type Parsed = Readonly<Record<string, unknown>>;

/**
 * A CustomResourceDefinition (`apiextensions.k8s.io/v1`) from parsed YAML or JSON; `undefined` if it is none, or says too
 * little to know its kind. Never throws.
 */
export function readCrd(value: unknown): Crd | undefined {
  const crd = mapOf(value);
  if (crd['kind'] !== 'CustomResourceDefinition' || crd['apiVersion'] !== 'apiextensions.k8s.io/v1') return undefined;
  const spec = mapOf(crd['spec']);
  const names = mapOf(spec['names']);
  const [group, kind, plural] = [textOf(spec['group']), textOf(names['kind']), textOf(names['plural'])];
  if (group === '' || kind === '' || plural === '') return undefined;
  const scope = spec['scope'] === 'Cluster' ? 'Cluster' : 'Namespaced';
  return {
    group,
    kind,
    plural,
    scope,
    versions: listOf(spec['versions'])
      .map(mapOf)
      .filter((version) => version['served'] === true && textOf(version['name']) !== '')
      .map((version) => readVersion(version, { group, kind, scope })),
  };
}

function readVersion(version: Parsed, { group, kind, scope }: Pick<Crd, 'group' | 'kind' | 'scope'>): CrdVersion {
  const name = textOf(version['name']);
  const title = `${group}/${name} ${kind}`;
  const schema = (report = newReport()): AuthoredSchema => {
    const written = mapOf(version['schema'])['openAPIV3Schema'] ?? { 'x-kubernetes-preserve-unknown-fields': true };
    const read = readSchema(written, [], {
      dialect: 'crd',
      report: (path, sentence) => report.problems.push(`${title}: ${path.join('.')}: ${sentence}`),
    });
    const scale = mapOf(mapOf(version['subresources'])['scale']);
    const replicas = parseFieldPath(textOf(scale['specReplicasPath'])) ?? [];
    return replicas.length === 0 ? read : mergeSchemas(read, replicasAt(replicas, read));
  };
  return {
    name,
    storage: version['storage'] === true,
    deprecated: version['deprecated'] === true,
    schema,
    tree(types, report = newReport()) {
      return expandSchema(withResourceFields(schema(report), { apiVersion: `${group}/${name}`, kind, scope }), {
        file: { name: title, definitions: {}, line: () => 1 },
        types,
        report,
        foreign: true,
      });
    },
  };
}

/** The API server reads the number of replicas, where the scale subresource finds it, as an int32 that is not negative. */
function replicasAt(path: readonly string[], schema: AuthoredSchema): AuthoredSchema {
  const [key, ...rest] = path;
  if (key === undefined) {
    const minimum = Math.max(schema.minimum ?? 0, 0);
    if (schema.format === 'int32') return { minimum };
    return { minimum, maximum: Math.min(schema.maximum ?? mostReplicas, mostReplicas) };
  }
  const below = ownValue(schema.properties ?? {}, key);
  return below === undefined ? {} : { properties: Object.fromEntries([[key, replicasAt(rest, below)]]) };
}

const mostReplicas = 2 ** 31 - 1;

function mapOf(value: unknown): Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parsed) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
