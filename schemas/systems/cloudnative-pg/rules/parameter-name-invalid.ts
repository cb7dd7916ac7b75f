import type { Rule } from '../../../contract/index.ts';
import { findParameter } from '../../../vocabulary/postgresParameters.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** What the webhook takes for the name of a setting. */
export const parameterNameInvalid: Rule = {
  id: 'cloudnative-pg/parameter-name-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The name of a setting has letters, digits, \`_\` and \`$\`, no digit first, and for extensions one dot. The webhook refuses
anything else, because it is written into the file as it stands. Mostly a dash or a blank is meant to be \`_\`.`,
  source: webhook('cluster', 1085),
  *check({ spec }) {
    for (const [name, node] of spec.at('postgresql', 'parameters').entries()) {
      if (name.includes('${') || /^[A-Za-z_][A-Za-z0-9_$]*(?:\.[A-Za-z_][A-Za-z0-9_$]*)?$/.test(name)) continue;
      const meant = name
        .trim()
        .replaceAll(/[-\s]+/g, '_')
        .toLowerCase();
      const isKnown = findParameter(meant) !== undefined;
      yield {
        node,
        mark: 'key',
        message: say`\`${name}\` is no name of a setting, so it is refused: letters, digits and \`_\`, and for extensions one dot.`,
        fixes: isKnown ? [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }] }] : [],
      };
    }
  },
};
