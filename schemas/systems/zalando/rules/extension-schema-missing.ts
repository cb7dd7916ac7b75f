import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** An extension goes into a schema that is there. */
export const extensionSchemaMissing: Rule = {
  id: 'zalando/extension-schema-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator makes the schemas of a prepared database, then the extensions, each in the schema that is written behind it. Where
\`schemas\` names any, there is no schema \`data\`; it is made only if \`schemas\` is left out. An extension for a schema that is not there
fails ("schema does not exist"), and the sync of the cluster with it. Add the schema, or name one that is there, such as \`public\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1599',
  wholeOnly: true,
  *check({ spec }) {
    for (const [database, prepared] of spec.at('preparedDatabases').entries()) {
      const schemas = prepared.at('schemas');
      if (mayHoldMore(schemas)) continue;
      const names = schemas.entries().map(([name]) => name);
      const known = [...(names.length === 0 ? ['data'] : names), 'public', 'pg_catalog'];
      for (const [extension, node] of prepared.at('extensions').entries()) {
        const schema = textOf(node);
        if (!schema || schema.includes('${') || known.includes(schema)) continue;
        yield {
          node,
          message: say`Extension "${extension}" cannot be made: database "${database}" gets no schema "${schema}".`,
          fixes: [
            {
              title: say`Add schema "${schema}"`,
              edits: [
                names.length === 0
                  ? { do: 'set', node: schemas, value: { data: {}, [schema]: {} } }
                  : { do: 'set', node: schemas.at(schema), value: {} },
              ],
              safe: false,
            },
            ...known.slice(0, -1).map((value) => ({
              title: say`Use "${value}"`,
              edits: [{ do: 'set' as const, node, value }],
              safe: false as const,
            })),
          ],
        };
      }
    }
  },
};
