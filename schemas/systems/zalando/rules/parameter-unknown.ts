import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { allParameters, findParameter, knownIn } from '../../../vocabulary/postgresParameters.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A parameter that Postgres does not have; names with a dot belong to extensions, which nobody can list. */
export const parameterUnknown: Rule = {
  id: 'zalando/parameter-unknown',
  severity: 'information',
  kinds: ['postgresql'],
  help: `Postgres has no parameter of this name, at least not in the version of this cluster. Patroni drops it with a
line in its log, or Postgres does not start, depending on the version of the image. Correct the name, or remove it.
Parameters of extensions have a dot in their name and are not checked.`,
  source: 'https://www.postgresql.org/docs/current/runtime-config.html',
  *check({ spec }) {
    const version = textOf(spec.at('postgresql', 'version'));
    const parameters = spec.at('postgresql', 'parameters');
    const written = new Set(parameters.entries().map(([name]) => name.toLowerCase()));
    for (const [name, node] of parameters.entries()) {
      if (name === '' || node.kind !== 'scalar' || /[.$]/.test(name)) continue;
      const parameter = findParameter(name);
      if (parameter && knownIn(parameter, version)) continue;
      const meant = parameter ? undefined : nearestName(name, namesOf(version, written));
      yield {
        node,
        mark: 'key',
        severity: parameter || meant !== undefined ? 'information' : 'hint',
        message: parameter
          ? say`Postgres ${version ?? ''} has no parameter \`${name}\`.`
          : meant === undefined
            ? say`Postgres has no parameter \`${name}\`.`
            : say`Postgres has no parameter \`${name}\`. Did you mean \`${meant}\`?`,
        fixes: fixesFor(node, name, meant),
      };
    }
  },
};

/** What could be meant: known to this version, and not written yet. */
function namesOf(version: string | undefined, written: ReadonlySet<string>): string[] {
  return [...allParameters().values()]
    .filter((parameter) => parameter.apply !== 'fixed' && knownIn(parameter, version))
    .map((parameter) => parameter.name)
    .filter((name) => !name.includes('.') && !written.has(name.toLowerCase()));
}

function fixesFor(node: ManifestNode, name: string, meant: string | undefined): readonly Fix[] {
  const remove: Fix = { title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false };
  if (meant === undefined) return [remove];
  return [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }], safe: false }, remove];
}
