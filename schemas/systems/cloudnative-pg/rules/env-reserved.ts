import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isReservedVariable } from '../isReservedVariable.ts';
import { webhook } from '../sources.ts';

/** Variables of the cluster and of its extensions. */
export const envReserved: Rule = {
  id: 'cloudnative-pg/env-reserved',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The operator gives its containers variables that begin with \`PG\` and \`CNPG_\`, and \`POD_NAME\`, \`NAMESPACE\` and
\`CLUSTER_NAME\`. The webhook refuses them in \`env\`, in any case of letters, and for extensions \`PATH\` and \`LD_LIBRARY_PATH\`
too, which have fields of their own. Remove the variable; settings of PostgreSQL belong to \`postgresql.parameters\`.`,
  source: webhook('cluster', 287),
  *check({ spec }) {
    for (const variable of spec.at('env').items()) {
      const name = textOf(variable.at('name'));
      if (name === undefined || !isReservedVariable(name)) continue;
      const message = say`Variable "${name}" belongs to the operator, so it is refused: remove it.`;
      yield { node: variable.at('name'), message, fixes: removal(variable, name) };
    }
    for (const variable of extensionVariables(spec)) {
      const name = textOf(variable.at('name')) ?? '';
      const field = fields.get(name);
      if (field === undefined && !isReservedVariable(name)) continue;
      yield {
        node: variable.at('name'),
        message:
          field === undefined
            ? say`Variable "${name}" belongs to the operator, so it is refused: remove it.`
            : say`Variable "${name}" is refused here: list the folders in \`${field}\`.`,
        fixes: removal(variable, name),
      };
    }
  },
};

const fields: ReadonlyMap<string, string> = new Map([
  ['PATH', 'bin_path'],
  ['LD_LIBRARY_PATH', 'ld_library_path'],
]);

function extensionVariables(spec: ManifestNode): readonly ManifestNode[] {
  const extensions = spec.at('postgresql', 'extensions').items();
  return extensions.flatMap((extension) => extension.at('env').items());
}

function removal(node: ManifestNode, name: string) {
  return [{ title: say`Remove "${name}"`, edits: [{ do: 'remove', node }], safe: false }] as const;
}
