import { parse } from 'yaml';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import type { CompiledSchema, SchemaSource } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { createService } from '../../../server/host/createService.ts';
import { readTypesFile } from '../../../server/host/definitions/readTypesFile.ts';
import { compileDefinition } from '../../../server/language/definitions/compileDefinition.ts';
import { dist, schemas, uriOf } from '../../support/fixtures.ts';
import { definedPack } from './comparison.ts';
import type { Judge } from './comparison.ts';

/** What is said of kinds of which nothing is known but their definitions: no pack of theirs is there. @param definitions a document each */
export function createRunTimeJudge(definitions: readonly string[]): Judge {
  const packs = languagePacks.filter(({ system }) => system.id === 'kubernetes');
  const own = new Set(packs.flatMap(({ system }) => system.kinds.flatMap(namesOf)));
  const isOwn = (apiVersion: string, kind: string) => own.has(`${apiVersion} ${kind}`);
  // Where a definition takes anything, the schema of a pack would have the say.
  const ofKubernetes: SchemaSource = {
    schema: (apiVersion, kind) => (isOwn(apiVersion, kind) ? schemas.schema(apiVersion, kind) : undefined),
    help: (apiVersion, kind) => (isOwn(apiVersion, kind) ? schemas.help(apiVersion, kind) : []),
    kinds: () => schemas.kinds().filter(({ apiVersion, kind }) => isOwn(apiVersion, kind)),
  };
  const service = createService(dist, { packs, schemas: ofKubernetes });
  for (const [index, text] of definitions.entries()) service.setFile(uriOf(`crds/${String(index)}.yaml`), text);
  const defined = definedSchemas(definitions);
  return {
    service,
    plain: () => ({ service, schemas: defined }),
    operatorVersions: {},
    packOf(apiVersion, kind) {
      if (isOwn(apiVersion, kind)) return 'kubernetes';
      const name = `${apiVersion} ${kind}`;
      return defined.kinds().some((each) => `${each.apiVersion} ${each.kind}` === name) ? definedPack : undefined;
    },
  };
}

function namesOf({ group, versions, kind }: { group: string; versions: readonly string[]; kind: string }): string[] {
  return versions.map((version) => `${group === '' ? version : `${group}/${version}`} ${kind}`);
}

/** Compiled when they are first asked for. */
function definedSchemas(definitions: readonly string[]): SchemaSource {
  const texts = new Map<string, { readonly text: string; readonly version: string }>();
  for (const text of definitions) {
    const crd = readCrd(parse(text, { maxAliasCount: -1 }));
    for (const { name } of crd?.versions ?? [])
      texts.set(`${crd?.group ?? ''}/${name} ${crd?.kind ?? ''}`, { text, version: name });
  }
  const types = readTypesFile(dist);
  const known = new Map<string, CompiledSchema | undefined>();
  return {
    schema(apiVersion, kind) {
      const id = `${apiVersion} ${kind}`;
      const found = texts.get(id);
      if (found !== undefined && !known.has(id))
        known.set(id, compileDefinition({ ...found, numbers: [0] }, types).schema);
      return known.get(id);
    },
    help: () => [],
    kinds: () =>
      Array.from(texts.keys(), (id) => {
        const [apiVersion = '', kind = ''] = id.split(' ');
        return { apiVersion, kind };
      }),
  };
}
