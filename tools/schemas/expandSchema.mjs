/**
 * From the authored form to a tree: references resolved, `x-` keywords under the names of `SchemaNode`, every place
 * checked. What is shared is found later, by `compileTree`.
 */
import { kubernetesType, mergeSchemas } from './kubernetesTypes.mjs';
import { convertRe2 } from './re2.mjs';

const copied = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'default',
];
const renamed = {
  'x-since': 'since',
  'x-until': 'until',
  'x-successor': 'successor',
  'x-sample': 'sample',
  'x-suggest': 'suggest',
  'x-keys': 'keys',
  'x-explain': 'explain',
  'x-enum-versions': 'enumVersions',
  'x-deviates': 'deviates',
};
/** Keywords with a treatment of their own below, and those that say nothing the editor can use. */
const handled = [
  'type',
  'nullable',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'pattern',
  'uniqueItems',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-unknown',
  'x-expected',
  'x-immutable',
  'x-enum-lenient',
  'x-list-lenient',
  'x-bytes',
  'x-decoded',
  'x-by-version',
  'description',
  'x-link',
  'x-values',
  '$ref',
  'format',
  'title',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
];
const keywords = new Set([...copied, ...Object.keys(renamed), ...handled]);
const types = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);
const deepest = 60;

/**
 * The tree of a whole resource. `report` gathers: `problems` (the build fails), `undescribed` (fields without help),
 * `dropped` (patterns that JavaScript cannot express), and counts.
 */
export function expandFile(file, report) {
  const place = { file, report, path: ['schema'], depth: 0, branch: false, kubernetes: false };
  return expand(withResourceFields(file), place);
}

/** What every custom resource has besides its own fields. */
function withResourceFields(file) {
  const own = file.schema;
  const { objectName } = file;
  const fixed = (value, description) => ({ type: 'string', enum: [value], description });
  return {
    ...own,
    required: ['apiVersion', 'kind', 'metadata', ...(own.required ?? [])],
    properties: {
      apiVersion: fixed(file.apiVersion, 'Group and version of the schema that this document follows.'),
      kind: fixed(file.kind, 'What kind of object this document describes.'),
      metadata: {
        $ref: 'k8s:meta/v1/ObjectMeta',
        description: 'Name, namespace, labels and annotations of the object.',
        'x-sample': { name: objectName ?? file.kind.toLowerCase() },
        properties:
          objectName === undefined
            ? { generateName: { 'x-sample': `${file.kind.toLowerCase()}-` } }
            : { name: { 'x-sample': objectName } },
        anyOf: [{ required: ['name'] }, { required: ['generateName'] }],
      },
      ...own.properties,
      status: {
        // An open map, whatever a type of the Kubernetes API says: nobody reads it, so nothing in it is wrong.
        $ref: 'k8s:meta/v1/FieldsV1',
        'x-unknown': 'silent',
        description: 'Written by the operator; what a manifest says here is ignored.',
        ...own.properties?.status,
      },
    },
  };
}

function expand(written, place) {
  if (written === null || typeof written !== 'object' || Array.isArray(written)) {
    problem(place, 'a schema is a map of keywords, and this is none');
    return {};
  }
  if (place.depth > deepest) {
    problem(place, 'a definition refers to itself, which the compact form cannot hold');
    return {};
  }
  const { source, inside } = resolve(written, place);
  return { ...expandSource(source, inside), ...readingsOf(source, inside) };
}

/** What holds in a range of versions, as nodes of their own. */
function readingsOf(source, place) {
  const { 'x-by-version': readings, ...base } = source;
  if (readings === undefined) return {};
  const uncounted = { ...newReport(), problems: place.report.problems, dropped: place.report.dropped };
  return {
    readings: readings.map(({ since, until, ...reading }, index) => ({
      ...(since === undefined ? {} : { since: String(since) }),
      ...(until === undefined ? {} : { until: String(until) }),
      schema: expandSource(mergeSchemas(base, reading), { ...step(place, 'x-by-version', index), report: uncounted }),
    })),
  };
}

function expandSource(source, inside) {
  for (const keyword of Object.keys(source)) {
    if (!keywords.has(keyword)) problem(inside, `"${keyword}" is no keyword: see schemas/AUTHORING.md`, keyword);
  }
  const node = {};
  expandType(source, node, inside);
  for (const keyword of copied) if (source[keyword] !== undefined) node[keyword] = source[keyword];
  for (const [keyword, name] of Object.entries(renamed))
    if (source[keyword] !== undefined) node[name] = source[keyword];
  for (const name of ['since', 'until']) if (node[name] !== undefined) node[name] = String(node[name]);
  if (source.nullable === true) node.nullable = true;
  if (source['x-immutable'] === true) node.immutable = true;
  expandValues(source, node, inside);
  expandObject(source, node, inside);
  expandList(source, node, inside);
  expandBranches(source, node, inside);
  node.kubernetes = inside.kubernetes;
  node.help = helpOf(source, inside);
  return node;
}

/** Follows `$ref`; keywords beside it win. */
function resolve(written, place) {
  let source = written;
  let inside = place.link === written['x-link'] ? place : { ...place, link: written['x-link'] ?? place.link };
  for (let hops = 0; source.$ref !== undefined; hops += 1) {
    const { $ref: reference, ...beside } = source;
    const target = hops > 20 ? undefined : referenced(String(reference), inside);
    if (target === undefined) return { source: beside, inside };
    if (String(reference).startsWith('k8s:')) {
      inside = { ...inside, kubernetes: true, unknown: beside['x-unknown'] ?? inside.unknown };
    }
    source = mergeSchemas(target, beside);
    if (beside.$ref === undefined && target.$ref === undefined) delete source.$ref;
  }
  if (isDecoded(inside) && source['x-decoded'] !== undefined) source = mergeSchemas(source, source['x-decoded']);
  return { source, inside: { ...inside, link: source['x-link'] ?? inside.link } };
}

/** The API server reads the value into a type of its own, and checks no schema. */
function isDecoded(place) {
  return place.unknown !== undefined;
}

function referenced(reference, place) {
  if (reference.startsWith('k8s:')) {
    try {
      return kubernetesType(reference.slice('k8s:'.length));
    } catch (error) {
      problem(place, error.message, '$ref');
      return undefined;
    }
  }
  const name = /^#\/definitions\/(.+)$/.exec(reference)?.[1];
  const target = name === undefined ? undefined : place.file.definitions[name];
  if (target === undefined) problem(place, `"${reference}" leads nowhere`, '$ref');
  return target;
}

function expandType(source, node, place) {
  if (source['x-kubernetes-int-or-string'] === true) {
    node.type = [isDecoded(place) ? 'number' : 'integer', 'string'];
    return;
  }
  if (source.type === undefined) return;
  node.type = [source.type].flat();
  for (const type of node.type) if (!types.has(type)) problem(place, `"${type}" is no type`, 'type');
}

function expandValues(source, node, place) {
  if (source.enum !== undefined) {
    node.enum = source.enum;
    if (source['x-enum-lenient'] === true) node.enumLenient = true;
    for (const value of Object.keys(source['x-enum-versions'] ?? {})) {
      if (!source.enum.map(String).includes(value)) problem(place, `enum does not list "${value}"`, 'x-enum-versions');
    }
  }
  if (node.enumVersions !== undefined) {
    node.enumVersions = Object.fromEntries(
      Object.entries(node.enumVersions).map(([value, [since, until]]) => [
        value,
        [String(since ?? ''), String(until ?? '')],
      ]),
    );
  }
  if (source.pattern === undefined) return;
  try {
    const { js, flags } = convertRe2(source.pattern);
    node.pattern = { source: source.pattern, js, flags };
  } catch (error) {
    place.report.dropped.push(`${where(place, 'pattern')} the pattern is not checked: ${error.message}`);
  }
}

function expandObject(source, node, place) {
  const open = source.additionalProperties;
  const unknown = source['x-unknown'] ?? place.unknown;
  if (source.properties !== undefined) {
    node.properties = {};
    for (const [key, property] of Object.entries(source.properties)) {
      const below = { ...step(place, 'properties', key), field: true };
      node.properties[key] = expand(property, below);
      if (!place.branch) countField(node.properties[key], below);
    }
    checkSuccessors(node, place);
  }
  if (source.required?.length > 0) node.required = checkedKeys(source, node, place, 'required');
  if (source['x-expected']?.length > 0) {
    node.expected = checkedKeys(source, node, place, 'x-expected');
    node.required = (node.required ?? []).filter((key) => !node.expected.includes(key));
    if (node.required.length === 0) delete node.required;
  }
  if (typeof open === 'object' && open !== null) node.values = expand(open, step(place, 'additionalProperties'));
  if (source['x-kubernetes-preserve-unknown-fields'] === true || open === true) node.unknown = unknown ?? 'silent';
  else if (source['x-unknown'] !== undefined) node.unknown = source['x-unknown'];
  else if (node.properties !== undefined && node.values === undefined && unknown !== undefined) node.unknown = unknown;
  const bare = node.properties === undefined && node.values === undefined && node.unknown === undefined;
  if (bare && node.type?.includes('object') && !place.branch) node.properties = {};
}

/** A branch of anyOf ... may require keys that only the node around it knows. */
function checkedKeys(source, node, place, keyword) {
  const keys = source[keyword];
  if (!place.branch) {
    for (const key of keys) {
      if (node.properties?.[key] === undefined && node.values === undefined && source['x-unknown'] === undefined) {
        problem(place, `${keyword} names "${key}", which properties does not know`, keyword);
      }
    }
  }
  return [...new Set(keys)];
}

function checkSuccessors(node, place) {
  for (const [key, property] of Object.entries(node.properties)) {
    if (property.successor === undefined || property.successor === '') continue;
    let at = node;
    for (const part of property.successor.split('.')) at = at?.properties?.[part] ?? at?.values;
    if (at === undefined) {
      problem(step(place, 'properties', key), `"${property.successor}" leads nowhere`, 'x-successor');
    }
  }
}

function expandList(source, node, place) {
  if (source.items !== undefined) node.items = expand(source.items, step(place, 'items'));
  if (source.uniqueItems === true || source['x-kubernetes-list-type'] === 'set') node.uniqueItems = true;
  if (node.items !== undefined && isDecoded(place)) node.items.nullIsEmpty = true;
  const keys = source['x-kubernetes-list-map-keys'];
  if (keys !== undefined) node.listKeys = keys;
  if (source['x-list-lenient'] === true) node.listLenient = true;
  if (source['x-bytes'] === true) node.bytes = true;
}

function expandBranches(source, node, place) {
  const pair = source['x-kubernetes-int-or-string'] === true;
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const branches = source[keyword];
    if (branches === undefined || (pair && isTypePair(branches))) continue;
    node[keyword] = branches.map((branch, index) =>
      expand(branch, { ...step(place, keyword, index), branch: true, field: false }),
    );
  }
  if (source.not !== undefined) node.not = expand(source.not, { ...step(place, 'not'), branch: true, field: false });
}

/** The `anyOf: [{type: integer}, {type: string}]` that stands beside `x-kubernetes-int-or-string`. */
function isTypePair(branches) {
  return branches.every((branch) => Object.keys(branch).join() === 'type');
}

function helpOf(source, place) {
  const text = source.description?.trim();
  const values = source['x-values'];
  if (!text && values === undefined) return undefined;
  const help = { text: text ?? '' };
  if (place.link !== undefined) help.link = place.link;
  if (values !== undefined) {
    help.values = Object.fromEntries(Object.entries(values).map(([value, words]) => [value, String(words).trim()]));
  }
  return help;
}

function countField(node, place) {
  const { report } = place;
  if (place.kubernetes) {
    report.kubernetesFields += 1;
    return;
  }
  report.fields += 1;
  if (node.help !== undefined && node.help.text !== '') report.fieldsWithHelp += 1;
  else report.undescribed.push(`${where(place)} "${place.path.at(-1)}" has no description`);
}

function step(place, ...keys) {
  return { ...place, path: [...place.path, ...keys], depth: place.depth + 1, field: false };
}

function problem(place, sentence, keyword) {
  const line = `${where(place, keyword)} ${sentence}`;
  if (!place.report.problems.includes(line)) place.report.problems.push(line);
}

function where(place, keyword) {
  const path = keyword === undefined ? place.path : [...place.path, keyword];
  return `${place.file.name}:${place.file.line(path)}`;
}

/** An empty report for `expandFile`. */
export function newReport() {
  return { problems: [], undescribed: [], dropped: [], fields: 0, fieldsWithHelp: 0, kubernetesFields: 0 };
}
