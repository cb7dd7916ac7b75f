/**
 * Types of the Kubernetes API in the form in which schemas are authored, read from the npm package `kubernetes-models`
 * (MIT; the texts are the Kubernetes API's, Apache-2.0): names, texts and required fields from its declarations, whole
 * numbers (declared as `number`) by asking its validators. Nothing of it is committed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
const models = dirname(require.resolve('kubernetes-models/package.json'));
const machinery = dirname(require.resolve('@kubernetes-models/apimachinery/package.json'));

const quantity =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
/** What the API server's own kinds take: blanks around it, and digits are no must (`-` is 0). */
const decodedQuantity = '^[ \\x{a0}]*[+-]?[0-9]*(\\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?[ \\x{a0}]*$';
const aliases = {
  IoK8sApimachineryPkgApiResourceQuantity: {
    'x-kubernetes-int-or-string': true,
    pattern: quantity,
    'x-decoded': { pattern: decodedQuantity, minLength: 1 },
    'x-explain': 'quantity',
  },
  IoK8sApimachineryPkgUtilIntstrIntOrString: { 'x-kubernetes-int-or-string': true },
  IoK8sApimachineryPkgApisMetaV1Time: { type: 'string' },
  IoK8sApimachineryPkgApisMetaV1MicroTime: { type: 'string' },
  IoK8sApimachineryPkgApisMetaV1FieldsV1: { type: 'object', 'x-unknown': 'silent' },
};

const cache = new Map();
let additions;

/**
 * The type behind `k8s:core/v1/Container`; throws an Error with one sentence. What later versions of Kubernetes have
 * and the package has not stands in `kubernetesAdditions.yaml`.
 * @param {string} name such as `core/v1/Container`, `apps/v1/Deployment`, `meta/v1/ObjectMeta`, `resource/Quantity`
 */
export function kubernetesType(name) {
  const file = declarationFile(name);
  if (file === undefined) throw new Error(`"k8s:${name}" is no type of the package kubernetes-models`);
  return readType(file);
}

function declarationFile(name) {
  const parts = name.split('/');
  const type = parts.pop();
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

function readType(file) {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, false);
  const fullName = exportedName(source);
  const type = aliases[fullName] ?? readInterface(file, source, fullName);
  cache.set(file, type);
  return type;
}

function readInterface(file, source, fullName) {
  const declaration = source.statements.find(ts.isInterfaceDeclaration);
  if (declaration === undefined) throw new Error(`${fullName} is neither an interface nor a known alias`);
  const imports = importedFiles(file, source);
  const type = { type: 'object', ...documentation(declaration, source), properties: {} };
  const required = [];
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const key = member.name.text;
    const property = { ...typeOf(member.type, imports), ...documentation(member, source) };
    type.properties[key] = property;
    if (member.questionToken === undefined && key !== 'apiVersion' && key !== 'kind') required.push(key);
  }
  if (required.length > 0) type.required = required;
  markIntegers(file, fullName, type);
  return withAdditions(fullName, type);
}

/** `IoK8sApiCoreV1Container`, from the last export of the file. */
function exportedName(source) {
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    for (const element of statement.exportClause.elements) {
      if (element.name.text.startsWith('Io')) return element.name.text;
    }
  }
  throw new Error(`${source.fileName} exports no type of the Kubernetes API`);
}

function importedFiles(file, source) {
  const files = new Map();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = statement.moduleSpecifier.text;
    for (const element of statement.importClause?.namedBindings?.elements ?? []) {
      files.set(element.name.text, importPath(file, from));
    }
  }
  return files;
}

function importPath(file, from) {
  if (from.startsWith('.')) return `${join(dirname(file), from)}.d.ts`;
  return `${from.replace('@kubernetes-models/apimachinery', machinery)}.d.ts`;
}

function typeOf(node, imports) {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    default:
      break;
  }
  if (ts.isTypeLiteralNode(node)) return mapType(node, imports);
  if (ts.isLiteralTypeNode(node)) return { type: 'string', enum: [node.literal.text], 'x-enum-lenient': true };
  if (ts.isUnionTypeNode(node)) {
    return { type: 'string', enum: node.types.map((each) => each.literal.text), 'x-enum-lenient': true };
  }
  if (ts.isTypeReferenceNode(node)) {
    if (node.typeName.text === 'Array') return { type: 'array', items: typeOf(node.typeArguments[0], imports) };
    const file = imports.get(node.typeName.text);
    if (file !== undefined) return readType(file);
  }
  throw new Error(`a declaration of kubernetes-models has a form that is not known (${ts.SyntaxKind[node.kind]})`);
}

function mapType(node, imports) {
  const index = node.members.find(ts.isIndexSignatureDeclaration);
  if (index === undefined) return { type: 'object', 'x-unknown': 'silent' };
  return { type: 'object', additionalProperties: typeOf(index.type, imports) };
}

/** The text of a doc comment; its link and its texts per enum value stand apart. */
function documentation(node, source) {
  const doc = node.jsDoc?.at(-1)?.comment;
  let text = (typeof doc === 'string' ? doc : ts.getTextOfJSDocComment(doc)) ?? '';
  if (text === '') return {};
  const result = {};
  const values = {};
  const list = text.indexOf('Possible enum values:');
  if (list >= 0) {
    for (const [, value, help] of text.slice(list).matchAll(/^\s*- `"([^"]*)"`[ \t]*(.*)$/gm)) {
      if (help !== '') values[value] = plainText(help);
    }
    text = text.slice(0, list);
  }
  const link = /(?:More info|See):?\s+(https?:\/\/\S+?)[.,)]?(?=\s|$)/.exec(text);
  if (link !== null) {
    result['x-link'] = link[1];
    text = text.replace(link[0], '');
  }
  result.description = plainText(text.trim());
  if (Object.keys(values).length > 0) result['x-values'] = values;
  return result;
}

/**
 * The package's texts are read as Markdown, but written for nobody's renderer: outside code, what would be HTML (`<hostname>`) or
 * an image is text, and so is a link that does not lead to the web.
 */
function plainText(text) {
  return text
    .split(/(`+[^`]+`+)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/<(?!https?:\/\/)|!(?=\[)|\[(?=[^\]]*\]\((?!https?:\/\/))/g, '\\$&'),
    )
    .join('');
}

/** Fills every `number` with 0.5: what the package's own validator then calls no integer is one. */
function markIntegers(file, fullName, type) {
  const probe = {};
  for (const [key, property] of Object.entries(type.properties)) {
    const leaf = numberLeaf(property);
    if (leaf !== undefined) probe[key] = wrapLike(property, 0.5);
  }
  if (Object.keys(probe).length === 0) return;
  const root = file.startsWith(models) ? models : machinery;
  const { validate } = require(join(root, '_schemas', `${fullName}.js`));
  validate(probe);
  for (const error of validate.errors ?? []) {
    if (error.keyword !== 'type' || error.params.type !== 'integer') continue;
    const key = error.instancePath.split('/')[1];
    const leaf = probe[key] === undefined ? undefined : numberLeaf(type.properties[key]);
    if (leaf !== undefined) leaf.type = 'integer';
  }
}

function numberLeaf(property) {
  if (property.type === 'number') return property;
  const below = property.type === 'array' ? property.items : property.additionalProperties;
  return below?.type === 'number' ? below : undefined;
}

function wrapLike(property, value) {
  if (property.type === 'array') return [value];
  return property.type === 'object' ? { a: value } : value;
}

function withAdditions(fullName, type) {
  additions ??= parse(readFileSync(new URL('kubernetesAdditions.yaml', import.meta.url), 'utf8')) ?? {};
  const addition = additions[fullName];
  return addition === undefined ? type : mergeSchemas(type, addition);
}

/** `over` wins key by key; properties are merged one by one, so that a field can be added to or changed in a type. */
export function mergeSchemas(type, over) {
  const merged = { ...type, ...over };
  if (type.properties === undefined || over.properties === undefined) return merged;
  merged.properties = { ...type.properties };
  for (const [key, property] of Object.entries(over.properties)) {
    const known = type.properties[key];
    merged.properties[key] =
      known === undefined || property === null || property.$ref !== undefined
        ? property
        : mergeSchemas(known, property);
  }
  return merged;
}
