import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fixedValue, isFixedParameter } from '../fixedParameters.ts';
import { webhook } from '../sources.ts';

/** The fix for libraries moves them to their own field. */
export const parameterFixed: Rule = {
  id: 'cloudnative-pg/parameter-fixed',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Some settings the operator needs for itself: where the server listens, how it archives, logs, restores and replicates, its
certificates. The webhook refuses them. Mostly a field does what is wanted: \`postgresql.shared_preload_libraries\`,
\`postgresql.synchronous\`, \`certificates\`, \`backup\`, \`bootstrap.recovery.recoveryTarget\`, \`replica.minApplyDelay\`.`,
  source: webhook('cluster', 1098),
  *check({ spec, version }) {
    for (const [name, node] of spec.at('postgresql', 'parameters').entries()) {
      const value = textOf(node);
      if (value === undefined || !isFixedParameter(name, version) || value === fixedValue(name)) continue;
      yield {
        node,
        mark: 'key',
        message:
          name === 'shared_preload_libraries'
            ? say`The operator writes \`shared_preload_libraries\` itself, so it is refused here: list libraries in \`postgresql.shared_preload_libraries\`.`
            : say`The operator sets \`${name}\` itself, so it is refused: remove it.`,
        fixes: [name === 'shared_preload_libraries' ? asList(spec, node, value) : removal(node, name)],
      };
    }
  },
};

function removal(node: ManifestNode, name: string): Fix {
  return { title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false };
}

function asList(spec: ManifestNode, node: ManifestNode, value: string): Fix {
  const list = spec.at('postgresql', 'shared_preload_libraries');
  const known = textItems(list).map(([text]) => text);
  const libraries = value.split(',').map((each) => each.trim().replaceAll(/^["']|["']$/g, ''));
  const added = libraries.filter((each) => each !== '' && !known.includes(each));
  return {
    title: say`Move to \`postgresql.shared_preload_libraries\``,
    edits: [
      { do: 'remove', node },
      { do: 'set', node: list, value: [...known, ...added] },
    ],
    safe: false,
  };
}
