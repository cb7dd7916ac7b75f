import { Document, isCollection, visit } from 'yaml';
import { readCrd } from '../../schemas/compiler/readCrd.ts';
import type { Crd, CrdVersion } from '../../schemas/compiler/readCrd.ts';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { DatabaseSystem, SystemKind } from '../../schemas/contract/index.ts';
import { sampleOf } from './sampleOf.ts';
import { schemaSkeleton } from './schemaSkeleton.ts';
import { withDefinitions } from './withDefinitions.ts';
import { systemFiles } from './systemFiles.ts';
import { withPack, withSystem } from './withSystem.ts';

export { systems } from '../../schemas/registry.ts';
export { readKubernetesTypes } from '../schemas/readKubernetesTypes.ts';

export interface NewSystem {
  /** Folder, and first part of the ids of its rules: `toy-db`. */
  readonly id: string;
  readonly title: string;
  /** Parsed documents of files; those that are no CRDs are passed over. */
  readonly documents: readonly unknown[];
  /** The two registries as they are. */
  readonly registry: string;
  readonly languageRegistry: string;
}

/** What is written, texts by path in the repository; or why nothing can be, in one sentence. */
export type NewSystemFiles = { readonly problem: string } | { readonly files: Readonly<Record<string, string>> };

/**
 * A system laid out from the definitions of its kinds: everything builds and is tested, and help, rules and names are left to
 * write.
 * @param known systems that there are.
 */
export function newSystem(given: NewSystem, types: KubernetesTypes, known: readonly DatabaseSystem[]): NewSystemFiles {
  const { id, title } = given;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    return { problem: `"${id}" is no name of a system: write it as in toy or toy-db.` };
  if (known.some((system) => system.id === id)) return { problem: `There is a system "${id}" already.` };
  const definitions = given.documents.flatMap((document) => readCrd(document) ?? []);
  if (definitions.length === 0)
    return { problem: 'The files hold no CustomResourceDefinition of apiextensions.k8s.io/v1.' };
  const kinds = definitions.map(kindOf);
  for (const { group, kind } of kinds) {
    const owner = known.find((system) => system.kinds.some((each) => each.group === group && each.kind === kind));
    if (owner) return { problem: `${kind} of ${group} belongs to ${owner.id}: leave its definition out.` };
  }
  const data = definitions.map((crd) => kindFiles(given, crd, types));
  const folder = `schemas/systems/${id}`;
  const perKind = data.flatMap(({ name, schemas, manifest, snippet }) => [
    ...inFolder(folder, schemas),
    [`examples/${id}/${name}.yaml`, manifest] as const,
    [`snippets/${id}/${name}.yaml`, snippet] as const,
  ]);
  return {
    files: Object.fromEntries([
      ...inFolder(folder, systemFiles({ id, title, kinds })),
      ...perKind,
      [`${folder}/testdata/kinds.silent.yaml`, data.map(({ manifest }) => manifest).join('---\n')],
      ['schemas/registry.ts', withSystem(given.registry, id)],
      ['schemas/languageRegistry.ts', withPack(given.languageRegistry, id)],
    ]),
  };
}

function kindOf(crd: Crd): SystemKind {
  const { group, kind, plural, scope } = crd;
  return { group, kind, plural, scope, versions: inOrder(crd).map(({ name }) => name) };
}

/** The version to write first: the one that is stored, unless it is on its way out. */
function inOrder({ versions }: Crd): readonly CrdVersion[] {
  const rank = ({ deprecated, storage }: CrdVersion) => Number(deprecated) * 2 + Number(!storage);
  return [...versions].sort((a, b) => rank(a) - rank(b));
}

interface KindFiles {
  /** `toy-db`. */
  readonly name: string;
  /** By name of the file. */
  readonly schemas: Readonly<Record<string, string>>;
  /** The least that the API server takes. */
  readonly manifest: string;
  readonly snippet: string;
}

function kindFiles({ title }: NewSystem, crd: Crd, types: KubernetesTypes): KindFiles {
  const name = crd.kind.toLowerCase();
  const schemas: Record<string, string> = {};
  const versions = inOrder(crd);
  for (const version of versions) {
    const { schema, definitions } = withDefinitions(schemaSkeleton(version.schema(), types));
    const header = `# ${crd.kind} of ${title}. Laid out from its definition: help, links, samples and versions are left to write.\n`;
    const scope = crd.scope === 'Cluster' ? { scope: crd.scope } : {};
    const file = { apiVersion: `${crd.group}/${version.name}`, kind: crd.kind, ...scope };
    const shared = Object.keys(definitions).length > 0 ? { definitions } : {};
    schemas[`${name}.${version.name}.yaml`] = header + yamlOf({ ...file, ...shared, schema });
  }
  const [newest] = versions;
  const { spec, ...rest } = topOf(newest?.schema() ?? {});
  const body = { ...rest, ...(spec === undefined ? {} : { spec }) };
  const manifestOf = (called: string) =>
    yamlOf({ apiVersion: `${crd.group}/${newest?.name ?? ''}`, kind: crd.kind, metadata: { name: called }, ...body });
  return {
    name,
    schemas,
    manifest: manifestOf('shop'),
    snippet: `# the least that it takes\n${manifestOf('NAME').replace('NAME', '${1:shop}')}$0\n`,
  };
}

/** What has to stand beside header and metadata, and a `spec` if there is one. */
function topOf(schema: AuthoredSchema): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [] } = schema;
  const keys = Object.keys(properties).filter((key) => required.includes(key) || key === 'spec');
  const own = keys.filter((key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key));
  return Object.fromEntries(own.map((key) => [key, sampleOf(properties[key] ?? {})]));
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): (readonly [path: string, text: string])[] {
  return Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]);
}

/** As a person writes it: lists of words in one line. */
function yamlOf(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_, list) {
      list.flow = list.items.every((item) => !isCollection(item));
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false, singleQuote: true });
}
