import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatabaseSystem, Recipe, Resource } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { systems } from '../../../schemas/registry.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { someRuns } from '../../support/someOf.ts';
import { asObject, strangeResources } from '../../support/strangeResources.ts';
import { assertSound, given, withoutFunctions } from '../recipes/readRecipe.ts';

/** Asked of every system that is registered and has recipes. */
for (const { recipe, id } of systems) {
  const pack = languagePacks.find(({ system }) => system.id === id);
  if (!recipe || !pack) continue;
  describe(`recipes of ${id}`, () => {
    const strange = strangeResources(pack).map(withoutPlaceholders);

    test('are the same for a manifest and for the object that the API server has', () => {
      fc.assert(
        fc.property(strange, strange, (value, settings) => {
          const written = asWritten(value);
          const configuration = asWritten(settings);
          fc.pre(written !== undefined && configuration !== undefined);
          for (const each of [undefined, configuration]) {
            const made = recipe(written, each);
            const live = recipe(asObject(value), each && asObject(settings));
            assert.deepEqual(live && withoutFunctions(live), made && withoutFunctions(made));
            if (made) assertSound(made);
          }
        }),
        { numRuns: someRuns(60, 150) },
      );
    });

    test('name what the resource names, or what the operator makes of it', () => {
      fc.assert(
        fc.property(strange, (value) => {
          const resource = asWritten(value);
          fc.pre(resource !== undefined);
          const made = recipe(resource);
          const known = knownNames(pack.system, resource);
          for (const { kind, name } of made ? namedObjects(made) : []) {
            assert.ok(known.has(`${kind} ${name}`), `${kind} ${name} is not among ${[...known].join(', ')}`);
          }
        }),
        { numRuns: someRuns(100, 300) },
      );
    });
  });
}

/** Objects have no placeholders. */
function withoutPlaceholders(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\$\{(\w*)\}|\{\{.*?\}\}/g, 'x$1'));
}

function asWritten(value: unknown): Resource | undefined {
  return parseDocument(JSON.stringify(value)).resources[0];
}

function knownNames(system: DatabaseSystem, resource: Resource): ReadonlySet<string> {
  return new Set([
    `${resource.identity.kind} ${resource.identity.name}`,
    ...[...system.derive(resource)].map(({ type, name }) => `${type} ${name}`),
    ...[...(system.names?.(resource) ?? [])].map(({ type, name }) => `${type.split('.')[0] ?? ''} ${name}`),
  ]);
}

/** Objects that a recipe expects to be there; those that a step makes itself are left out. */
function namedObjects({ access, needs, actions }: Recipe): { readonly kind: string; readonly name: string }[] {
  const authority = access?.tls.authority;
  return [
    ...(access?.logins ?? []).flatMap(({ secret }) => (secret ? [{ kind: 'Secret', name: secret.name }] : [])),
    ...(authority ? [authority] : []),
    ...needs.map(({ object }) => object),
    ...actions.flatMap((action) =>
      action
        .steps(given)
        .flatMap((step) => (step.kind === 'run-cron-job' ? [{ kind: 'CronJob', name: step.name }] : [])),
    ),
  ];
}
