import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { languagePacks } from '../schemas/languageRegistry.ts';
import { ruleSeverities } from '../server/language/configuration/configurationFile.ts';
import { knownRules } from '../server/language/configuration/knownRules.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly description: string;
}

/**
 * JSON Schema of configuration files, for editors that do not ask our server: what `schemas/configuration/` says of them, with the
 * systems and rules that there are.
 * @param root of the repository
 */
export function configurationSchema(root: string): unknown {
  const file = path.join(root, 'schemas/configuration/configuration.yaml');
  const { schema } = parse(readFileSync(file, 'utf8')) as { schema: unknown };
  const { properties, ...about } = withoutOwnKeywords(schema) as Schema;
  const { operatorVersions, rules } = properties;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: '.db-manifests.yaml',
    ...about,
    additionalProperties: false,
    properties: {
      ...properties,
      operatorVersions: { ...operatorVersions, additionalProperties: false, properties: versionFields() },
      rules: { ...rules, ...ruleFields(), additionalProperties: false },
    },
    // An old YAML parser reads a bare `off` as false.
    definitions: { severity: { enum: [...ruleSeverities, false] } },
  };
}

function versionFields(): object {
  const systems = languagePacks.filter(({ operatorVersions }) => operatorVersions.length > 0);
  return Object.fromEntries(
    systems.map(({ system: { id, title }, operatorVersions }) => [
      id,
      { type: ['string', 'number'], description: title, examples: [...operatorVersions].reverse() },
    ]),
  );
}

function ruleFields(): object {
  const field = (description: string) => ({ allOf: [{ $ref: '#/definitions/severity' }], description });
  return {
    properties: Object.fromEntries(knownRules(languagePacks).map(({ id, help }) => [id, field(help)])),
    patternProperties: { '^yaml/[^*]': field('What YAML itself finds wrong.') },
  };
}

/** What only our compiler knows begins with `x-`. */
function withoutOwnKeywords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwnKeywords);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith('x-'));
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutOwnKeywords(each)]));
}
