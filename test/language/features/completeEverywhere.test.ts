import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompiledSchema, ManifestPath } from '../../../schemas/contract/index.ts';
import { childField, childrenOf, rootField, typesOf } from '../../../server/language/schema/walk.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Position, Problem } from '../../../server/language/answers.ts';
import type { LanguageService } from '../../../server/language/languageService.ts';
import type { SchemaField } from '../../../server/language/schema/types.ts';
import { schemas } from '../../support/fixtures.ts';
import { accept, readCursor, serviceWith, uri, withoutTabStops } from '../../support/manifests.ts';
import { someOf } from '../../support/someOf.ts';

/** Every field of a schema that passes, by one path that leads to it; those that look alike are tried once, in one kind. */
function pathsOf(schema: CompiledSchema, accepts: (field: SchemaField) => boolean, tried: Set<string>): ManifestPath[] {
  const paths: ManifestPath[] = [];
  const seen = new Set<number>();
  const queue: SchemaField[] = [rootField(schema)];
  for (let field = queue.shift(); field; field = queue.shift()) {
    if (seen.has(field.ref) || field.path[0] === 'status') continue;
    seen.add(field.ref);
    if (accepts(field) && isNew(tried, field)) paths.push(field.path);
    const open = typesOf(field).includes('object') ? childField(field, 'any') : undefined;
    const item = typesOf(field).includes('array') ? childField(field, 0) : undefined;
    queue.push(...childrenOf(field), ...(open ? [open] : []), ...(item ? [item] : []));
  }
  return paths;
}

/** A pack without rules knows names only: its schemas are still to come. */
const claimedKinds = languagePacks
  .filter(({ rules }) => rules.length > 0)
  .flatMap(({ system }) => system.kinds)
  .filter(({ namesOnly }) => !namesOnly)
  .flatMap(({ group, versions, kind }) =>
    versions.map((version) => ({ apiVersion: group ? `${group}/${version}` : version, kind })),
  );

const isMap = (field: SchemaField) => childrenOf(field).length > 0;
const isScalar = (field: SchemaField) =>
  field.path.length > 1 && !typesOf(field).some((type) => type === 'object' || type === 'array');

function isNew(tried: Set<string>, field: SchemaField): boolean {
  const keys = childrenOf(field).map(({ key }) => key);
  const name = field.path.length === 0 ? field.schema.id : field.key;
  const { type, enum: values, pattern, suggest, sample, default: byDefault } = field.node;
  const signature = JSON.stringify([
    name,
    keys,
    keys.length > 0 || [type, values, pattern, suggest, sample, byDefault],
  ]);
  if (tried.has(signature)) return false;
  tried.add(signature);
  return true;
}

/** A manifest with a cursor in the map at a path, and nothing else. */
function skeleton(apiVersion: string, kind: string, path: ManifestPath): string {
  let text = `apiVersion: ${apiVersion}\nkind: ${kind}\n`;
  let column = 0;
  let isBehindDash = false;
  for (const key of path) {
    if (typeof key === 'number') {
      text += `${' '.repeat(column)}- `;
      column += 2;
      isBehindDash = true;
    } else {
      text += `${isBehindDash ? '' : ' '.repeat(column)}${key}:\n`;
      column += 2;
      isBehindDash = false;
    }
  }
  return `${text}${isBehindDash ? '' : ' '.repeat(column)}$0\n`;
}

/** What a person has to fill in is left to another tool, of which nothing is known. */
function filled(text: string): string {
  return withoutTabStops(text.replaceAll(/\{ \$\d+ \}|\$\d+/g, text.includes('{ ') ? '"${VALUE}"' : '${VALUE}'));
}

/** Accepts everything that is offered at a place, and tells which of it is found wrong then. */
function tryAll(service: LanguageService, marked: string, told: string): { count: number; bad: string[] } {
  const { text, position } = readCursor(marked);
  service.setFile(uri, text);
  const items = service.complete(uri, position);
  const bad = items.flatMap((item) => {
    service.setFile(uri, filled(accept(text, item)));
    const wrong = service.diagnose(uri).filter((problem) => isOwn(problem, position));
    return wrong.length > 0
      ? [`${told} ${item.label}: ${wrong.map(({ code, message }) => `${code} ${message}`).join('; ')}`]
      : [];
  });
  return { count: items.length, bad };
}

interface Trial {
  readonly accepts: (field: SchemaField) => boolean;
  /** Rewrites the line that holds the cursor. */
  readonly mark: (text: string) => string;
}

const onTheLineOfTheKey = (text: string) => text.replace(/:\n +\$0/, ': $0');
const trials: Readonly<Record<string, Trial>> = {
  keys: { accepts: isMap, mark: (text) => text },
  'keys in flow style': {
    accepts: (field) => isMap(field) && field.path.length > 0,
    mark: (text) => onTheLineOfTheKey(text).replace('$0', '{ $0 }'),
  },
  values: { accepts: isScalar, mark: onTheLineOfTheKey },
  'values in quotes': {
    accepts: (field) => isScalar(field) && typesOf(field).includes('string'),
    mark: (text) => onTheLineOfTheKey(text).replace('$0', '"$0"'),
  },
};

test('every kind that a pack claims has a schema', () => {
  const missing = claimedKinds.filter(({ apiVersion, kind }) => !schemas.schema(apiVersion, kind));
  assert.deepEqual(missing, []);
});

for (const [what, { accepts, mark }] of Object.entries(trials)) {
  describe(`${what} that are offered are right`, () => {
    const tried = new Set<string>();
    for (const { apiVersion, kind } of claimedKinds) {
      const schema = schemas.schema(apiVersion, kind);
      if (!schema) continue;
      test(`${apiVersion} ${kind}`, () => {
        const service = serviceWith('');
        const answers = someOf(5, pathsOf(schema, accepts, tried)).map((path) =>
          tryAll(service, mark(skeleton(apiVersion, kind, path)), path.join('.')),
        );
        assert.ok(what !== 'keys' || answers.some(({ count }) => count > 0));
        const bad = answers.flatMap((answer) => answer.bad);
        assert.deepEqual(bad, []);
      });
    }
  });
}

/** Not what the map around the new key still lacks, which rules over several of its fields say too. */
function isOwn({ code, range, severity, message }: Problem, { line, character }: Position): boolean {
  if (!/^(?:schema|yaml)\//.test(code) || code === 'schema/rule' || range.start.line < line || severity !== 'error')
    return false;
  if (code !== 'schema/missing-key' || range.start.line > line) return true;
  return range.start.character >= character && !message.startsWith('Item 1 of');
}
