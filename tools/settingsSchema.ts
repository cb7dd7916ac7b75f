import { languagePacks } from '../schemas/languageRegistry.ts';
import { rulePages } from '../server/language/rulePages.ts';

/** Severities that a person can choose, the weakest first. */
const severities = ['off', 'hint', 'information', 'warning', 'error'];

/**
 * JSON schema of what settings files say about `dbManifests.rules`: which rules there are, with their help. It goes beside
 * the editor's own schema of settings (`jsonValidation`), so that the extension's manifest, which every start reads, does
 * not grow with the rules. Files of a workspace have their settings below `settings`.
 */
export function settingsSchema(): unknown {
  const properties = { 'dbManifests.rules': { $ref: '#/definitions/rules' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: { rules: rulesSchema(), severity: { enum: severities } },
    type: 'object',
    properties: { ...properties, settings: { type: 'object', properties } },
  };
}

function rulesSchema(): unknown {
  const pages = rulePages(languagePacks);
  const packs = new Map(pages.map(({ id, title }) => [`${id.slice(0, id.indexOf('/'))}/*`, title]));
  const properties = new Map<string, unknown>();
  for (const [pattern, title] of packs) properties.set(pattern, severityField(`All rules of: ${title}.`));
  for (const { id, severity, help } of pages) properties.set(id, { ...severityField(help), default: severity });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { '^yaml/': severityField('What YAML itself finds wrong.') },
    additionalProperties: false,
    errorMessage: 'There is no rule of this id, so nothing changes. Completion lists all rules.',
  };
}

function severityField(markdownDescription: string): object {
  return { $ref: '#/definitions/severity', markdownDescription };
}
