import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { mergeSchemas, ownValue } from '../../schemas/compiler/authoredSchema.ts';
import type { AuthoredSchema, SchemaPath } from '../../schemas/compiler/authoredSchema.ts';
import type { ReportFault } from '../../schemas/compiler/schemaReading.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import { documentationOf } from './documentationOf.ts';
import { readConstraints } from './readConstraints.ts';

/**
 * Types of the Kubernetes API, read from the npm package `kubernetes-models` (MIT; the texts are the Kubernetes API's,
 * Apache-2.0): names, texts and required fields from its declarations, whole numbers and formats by asking its validators. Nothing of it is committed.
 * @param root the project's folder.
 * @param problems gathers what is wrong with the constraints, as `file:line sentence`.
 * @param folder of the constraints: what each file says of a type is merged into it.
 */
export function readKubernetesTypes(
  root: string,
  problems: string[],
  folder: string = join(root, 'schemas', 'kubernetes'),
): KubernetesTypes {
  const models = createModels(root);
  const known = new Map<string, AuthoredSchema>();
  const constraints = readConstraints(folder, root, problems);
  for (const [name, { report, schema }] of constraints) {
    if (models.fileOf(name) !== undefined || schema.$ref !== undefined) continue;
    report([], `"${name}" is no type of the package kubernetes-models, and is not made from one with $ref`);
  }
  const find = (name: string): AuthoredSchema | undefined => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const constraint = constraints.get(name);
    const file = models.fileOf(name);
    if (file === undefined) return constraint?.schema;
    const type = models.read(file);
    const constrained = constraint === undefined ? type : mergeSchemas(type, constraint.schema);
    known.set(name, constrained);
    if (constraint !== undefined) checkFields(constraint.schema, type, { path: [], find, report: constraint.report });
    return constrained;
  };
  return { find };
}

interface FieldCheck {
  readonly path: SchemaPath;
  readonly find: KubernetesTypes['find'];
  readonly report: ReportFault;
}

/** A constraint on a field that the type does not have is a slip, unless it says all of the field. */
function checkFields(constraint: AuthoredSchema, type: AuthoredSchema, check: FieldCheck): void {
  const { path, find, report } = check;
  const { items, properties } = type.$ref === undefined ? type : (find(type.$ref.replace('k8s:', '')) ?? {});
  if (constraint.items !== undefined && items !== undefined) {
    checkFields(constraint.items, items, { ...check, path: [...path, 'items'] });
  }
  for (const [key, field] of Object.entries(constraint.properties ?? {})) {
    const place = [...path, 'properties', key];
    const declared = ownValue(properties ?? {}, key);
    if (declared !== undefined) checkFields(field, declared, { ...check, path: place });
    else if ((field.type ?? field.$ref ?? field['x-kubernetes-int-or-string']) === undefined) {
      report(place, `the type has no field "${key}", and a new one needs a type`);
    }
  }
}

const quantity =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
/** What the API server's own kinds take: blanks around it, and digits are no must (`-` is 0). */
const decodedQuantity = '^[ \\x{a0}]*[+-]?[0-9]*(\\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?[ \\x{a0}]*$';

/** Types that are declared as something else than they are. */
const aliases: Readonly<Record<string, AuthoredSchema>> = {
  'resource/Quantity': {
    'x-kubernetes-int-or-string': true,
    pattern: quantity,
    // Of a number nothing is lost: it is read as it is written.
    'x-decoded': { type: ['number', 'string'], pattern: decodedQuantity, minLength: 1 },
    'x-explain': 'quantity',
  },
  'intstr/IntOrString': {
    'x-kubernetes-int-or-string': true,
    'x-decoded': { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  },
  'meta/v1/Time': { type: 'string', format: 'date-time' },
  'meta/v1/MicroTime': { type: 'string', format: 'date-time' },
  'meta/v1/FieldsV1': { type: 'object', 'x-unknown': 'silent' },
};

interface Models {
  /** The declaration of a type. */
  fileOf(name: string): string | undefined;
  read(file: string): AuthoredSchema;
}

type Properties = Readonly<Record<string, AuthoredSchema>>;

/** Of one declaration: the files that its imported names stand for. */
type Imports = ReadonlyMap<string, string>;

function createModels(root: string): Models {
  const require = createRequire(join(root, 'package.json'));
  const models = dirname(require.resolve('kubernetes-models/package.json'));
  const machinery = dirname(require.resolve('@kubernetes-models/apimachinery/package.json'));

  function fileOf(name: string): string | undefined {
    const parts = name.split('/');
    const type = parts.pop() ?? '';
    const [group = '', version = ''] = parts;
    const folders = [
      join(models, group === 'core' ? version : join(group, version)),
      join(models, `${group}.k8s.io`, version),
      join(models, `${group}.authorization.k8s.io`, version),
      join(machinery, 'apis', group, version),
      join(machinery, 'api', group),
      join(machinery, 'util', group),
    ];
    return folders.map((folder) => join(folder, `${type}.d.ts`)).find((file) => existsSync(file));
  }

  /** The name under which a declaration is referred to: the first that `fileOf` finds it by. */
  function nameOf(file: string): string {
    const inModels = file.startsWith(models + sep);
    const parts = relative(inModels ? models : machinery, file.replace(/\.d\.ts$/, '')).split(sep);
    if (!inModels) return parts.slice(1).join('/');
    return parts.length === 2 ? ['core', ...parts].join('/') : parts.join('/').replace(/^(\w+)\.k8s\.io\//, '$1/');
  }

  function importPath(file: string, from: string): string {
    if (from.startsWith('.')) return `${join(dirname(file), from)}.d.ts`;
    return `${from.replace('@kubernetes-models/apimachinery', machinery)}.d.ts`;
  }

  function importsOf(source: ts.SourceFile): Imports {
    const files = new Map<string, string>();
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const names = statement.importClause?.namedBindings;
      if (names === undefined || !ts.isNamedImports(names)) continue;
      for (const { name } of names.elements) {
        files.set(name.text, importPath(source.fileName, statement.moduleSpecifier.text));
      }
    }
    return files;
  }

  function read(file: string): AuthoredSchema {
    const alias = ownValue(aliases, nameOf(file));
    if (alias !== undefined) return alias;
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
    const declaration = source.statements.find(ts.isInterfaceDeclaration);
    if (declaration === undefined) throw new Error(`${file} is neither an interface nor a known alias`);
    const imports = importsOf(source);
    const { properties, required, ...type } = readMembers(declaration.members, (name) => {
      const imported = imports.get(name);
      return imported === undefined ? undefined : nameOf(imported);
    });
    // What a resource is, is said of it where it stands.
    const isResource = declaration.heritageClauses !== undefined;
    const needed = required?.filter((key) => !isResource || !['apiVersion', 'kind'].includes(key)) ?? [];
    const folder = file.startsWith(models + sep) ? models : machinery;
    const { validate } = require(join(folder, '_schemas', `${exportedName(source)}.js`)) as { validate: Validator };
    return {
      ...type,
      ...documentationOf(declaration),
      properties: withFormats(properties, validate),
      ...(needed.length === 0 ? {} : { required: needed }),
    };
  }
  return { fileOf, read };
}

function keyOf({ name }: ts.PropertySignature): string {
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText();
}

/** `IoK8sApiCoreV1Container`, by which a type's validator is called. */
function exportedName(source: ts.SourceFile): string {
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    const name = statement.exportClause.elements.find((element) => element.name.text.startsWith('Io'))?.name.text;
    if (name !== undefined) return name;
  }
  throw new Error(`${source.fileName} exports no type of the Kubernetes API`);
}

/** The name of the type that an imported name stands for. */
type NameOf = (imported: string) => string | undefined;

function readMembers(members: readonly ts.TypeElement[], nameOf: NameOf): AuthoredSchema & { properties: Properties } {
  const known = members.filter((member) => ts.isPropertySignature(member));
  const required = known.filter(({ questionToken }) => questionToken === undefined).map(keyOf);
  return {
    type: 'object',
    properties: Object.fromEntries(
      known.flatMap((member) => {
        if (member.type === undefined) return [];
        return [[keyOf(member), { ...readTypeNode(member.type, nameOf), ...documentationOf(member) }]];
      }),
    ),
    ...(required.length === 0 ? {} : { required }),
  };
}

function readTypeNode(node: ts.TypeNode, nameOf: NameOf): AuthoredSchema {
  if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
  if (node.kind === ts.SyntaxKind.NumberKeyword) return { type: 'number' };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (index !== undefined) return { type: 'object', additionalProperties: readTypeNode(index.type, nameOf) };
    return node.members.length === 0 ? { type: 'object', 'x-unknown': 'silent' } : readMembers(node.members, nameOf);
  }
  const values = ts.isUnionTypeNode(node) ? node.types : [node];
  const literals = values.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
  if (literals.length === values.length) return { type: 'string', enum: literals, 'x-enum-lenient': true };
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const item = node.typeName.text === 'Array' ? node.typeArguments?.[0] : undefined;
    if (item !== undefined) return { type: 'array', items: readTypeNode(item, nameOf) };
    const name = nameOf(node.typeName.text);
    if (name !== undefined) return { $ref: `k8s:${name}` };
  }
  throw new Error(`a declaration of kubernetes-models has a form that is not known: ${node.getText()}`);
}

/** As the package makes them with ajv. */
interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly {
    readonly keyword: string;
    readonly instancePath: string;
    readonly params: { readonly type?: string; readonly format?: string };
  }[];
}

/** What fits no format: a number that is not whole, a text that is neither a date nor base64. */
const unlikely = { number: 0.5, string: '\u0000' } as const;

/**
 * Whole numbers are declared as `number`, and formats not at all. The package's own validator knows both: it says what is wrong
 * with what cannot be right.
 */
function withFormats(properties: Properties, validate: Validator): Properties {
  const entries = Object.entries(properties);
  const leaves = entries.map(([key, schema]) => [key, probeOf(schema)] as const);
  validate(Object.fromEntries(leaves.filter(([, probe]) => probe !== undefined)));
  const found = new Map<string, AuthoredSchema>();
  for (const { keyword, instancePath, params } of validate.errors ?? []) {
    const key = instancePath.split('/')[1] ?? '';
    if (keyword === 'type' && params.type === 'integer') found.set(key, { ...found.get(key), type: 'integer' });
    if (keyword === 'format' && params.format !== undefined) {
      found.set(key, { ...found.get(key), format: params.format });
    }
  }
  return Object.fromEntries(entries.map(([key, schema]) => [key, mergeLeaf(schema, found.get(key))]));
}

function probeOf(schema: AuthoredSchema): unknown {
  if (schema.type === 'number' || schema.type === 'string') return unlikely[schema.type];
  if (schema.items !== undefined) return [probeOf(schema.items)];
  const values = schema.additionalProperties;
  return typeof values === 'object' ? { a: probeOf(values) } : undefined;
}

function mergeLeaf(schema: AuthoredSchema, leaf: AuthoredSchema | undefined): AuthoredSchema {
  if (leaf === undefined) return schema;
  if (schema.items !== undefined) return { ...schema, items: mergeLeaf(schema.items, leaf) };
  const values = schema.additionalProperties;
  if (typeof values === 'object') return { ...schema, additionalProperties: mergeLeaf(values, leaf) };
  return { ...schema, ...leaf };
}
