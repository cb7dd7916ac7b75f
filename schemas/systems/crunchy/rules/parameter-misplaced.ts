import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { findParameter } from '../../../vocabulary/postgresParameters.ts';
import { say } from '../../../vocabulary/say.ts';

/** Patroni reads parameters from one place. */
export const parameterMisplaced: Rule = {
  id: 'crunchy/parameter-misplaced',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Parameters of Postgres belong below \`dynamicConfiguration.postgresql.parameters\`. Beside it, or one level higher,
Patroni does not look at them, and nobody says so. Move it. From operator 5.8 on \`spec.config.parameters\` is the better
place: it is checked.`,
  source: 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  *check({ spec }): Iterable<Finding> {
    const top = spec.at('patroni', 'dynamicConfiguration');
    const postgresql = top.at('postgresql');
    yield* misplaced(top, postgresql.at('parameters'));
    yield* misplaced(postgresql, postgresql.at('parameters'));
    yield* misplaced(top.at('parameters'), postgresql.at('parameters'));
  },
};

function* misplaced(map: ManifestNode, to: ManifestNode): Iterable<Finding> {
  for (const [name, node] of map.entries()) {
    const parameter = node.kind === 'scalar' ? findParameter(name) : undefined;
    if (parameter === undefined || parameter.apply === 'fixed') continue;
    const isFree = to.at(name).kind === 'missing';
    yield {
      node,
      mark: 'key',
      message: say`\`${name}\` does nothing here: it belongs below \`postgresql.parameters\`.`,
      fixes: isFree
        ? [
            {
              title: say`Move it to \`postgresql.parameters\``,
              edits: [{ do: 'move', node, to, key: name }],
              safe: false,
            },
          ]
        : [],
    };
  }
}
