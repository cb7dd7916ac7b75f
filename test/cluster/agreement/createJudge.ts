import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import { createService } from '../../../server/host/createService.ts';
import { operatorOf } from '../../../server/language/operators.ts';
import { createSchemaFiles } from '../../../server/host/schemaFiles.ts';
import type { SchemaFiles } from '../../../server/host/schemaFiles.ts';
import { buildSchemas } from '../../../tools/schemas/buildSchemas.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { dist, root, schemas } from '../../support/fixtures.ts';
import type { Judge } from './comparison.ts';
import { meantDifferences } from './meantDifferences.ts';

/**
 * @param operatorVersions by the id of an operator: that of the definitions which the API server has
 * @param definitions a document each
 */
export function createJudge(operatorVersions: Readonly<Record<string, string>>, definitions: readonly string[]): Judge {
  const settings = { operatorVersions };
  const systems = languagePacks.map(({ system }) => system);
  let plain: ReturnType<Judge['plain']> | undefined;
  const versionOf = (group: string) => {
    const pack = languagePacks.find(({ system }) => system.kinds.some((kind) => kind.group === group));
    return pack && operatorVersions[operatorOf(pack, group).id];
  };
  const makePlain = () => {
    const declared = declaredSchemas();
    return { service: createService(dist, { schemas: declared, settings }), schemas: declared };
  };
  return {
    service: createService(dist, { schemas, settings }),
    plain: () => (plain ??= makePlain()),
    reasonAt: meantDifferences(definitions, versionOf),
    operatorVersions,
    packOf: (apiVersion, kind) =>
      systems.find(({ kinds }) =>
        kinds.some(
          (each) => each.kind === kind && each.versions.some((name) => joined(each.group, name) === apiVersion),
        ),
      )?.id,
  };
}

/** All kinds, with nothing about Kubernetes' own types but what fields they have. */
function declaredSchemas(): SchemaFiles {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbm-agreement-'));
  try {
    buildSchemas(root, folder, { types: declaredTypes(path.join(folder, 'none')) });
    const files = createSchemaFiles(folder);
    // All are read before the folder goes.
    for (const { apiVersion, kind } of files.kinds()) {
      files.schema(apiVersion, kind);
      files.help(apiVersion, kind);
    }
    return files;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Kubernetes' own types, with all their fields and of what types these are, whether they are there or not. */
function declaredTypes(noConstraints: string): KubernetesTypes {
  const [declared, all] = [readKubernetesTypes(root, [], noConstraints), readKubernetesTypes(root, [])];
  const find = (name: string) => {
    const [type, whole] = [declared.find(name), all.find(name)];
    // A type that is made from another one, for our constraints only.
    if (type === undefined) return whole?.$ref === undefined ? undefined : { $ref: whole.$ref };
    const { required: _, ...open } = type;
    return whole?.properties === undefined
      ? open
      : { ...open, properties: { ...whole.properties, ...type.properties } };
  };
  return { find };
}

function joined(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}
