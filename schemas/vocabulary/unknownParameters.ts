import type { Finding, Fix, ManifestNode } from '../contract/index.ts';
import { nearestName } from './nearest.ts';
import { allParameters, findParameter, knownIn } from './postgresParameters.ts';
import { say } from './say.ts';

/**
 * Parameters that this version of Postgres does not have, as far as that can be told: those with a dot belong to extensions. A
 * name that is like none is a hint, for newer versions may know it.
 */
export function* unknownParameters(parameters: ManifestNode, version: string | undefined): Iterable<Finding> {
  const written = new Set(parameters.entries().map(([name]) => name.toLowerCase()));
  for (const [name, node] of parameters.entries()) {
    if (name === '' || node.kind !== 'scalar' || /[.$]/.test(name)) continue;
    const parameter = findParameter(name);
    if (parameter && knownIn(parameter, version)) continue;
    const meant = parameter ? undefined : nearestName(name, namesOf(version, written));
    yield {
      node,
      mark: 'key',
      ...(parameter || meant !== undefined ? {} : { severity: 'hint' }),
      message: parameter
        ? say`Postgres ${version ?? ''} has no parameter \`${name}\`.`
        : meant === undefined
          ? say`Postgres has no parameter \`${name}\`.`
          : say`Postgres has no parameter \`${name}\`. Did you mean \`${meant}\`?`,
      fixes: fixesFor(node, name, meant),
    };
  }
}

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
