import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { instanceKinds } from '../kinds.ts';
import { v2Manual } from '../sources.ts';
import { tomlOf } from '../tomlOf.ts';

/** A map in the first operator, TOML in the second. */
export const configNotText: Rule = {
  id: 'tidb/config-not-text',
  severity: 'error',
  kinds: Object.keys(instanceKinds).map((kind) => `${kind}Group`),
  help: `With the second operator \`config\` is the configuration file itself, TOML in one text behind \`|\`. A map, as the first operator took it too, is refused by
the API server. Write sections in brackets and values behind \`=\`, texts in quotes.`,
  source: v2Manual('component-configuration/'),
  *check({ resource, spec }) {
    const node = spec.at('template', 'spec', 'config');
    if (node.kind !== 'map' || generationOf(resource) !== 'v2') return;
    const value = mayHoldMore(node) ? undefined : tomlOf(node.value);
    yield {
      node,
      mark: 'key',
      message: say`\`config\` is TOML in one text here, and a map is refused: write it behind \`|\`, like \`[log]\` and \`level = "info"\`.`,
      fixes: value === undefined ? [] : [{ title: say`Write it as TOML`, edits: [{ do: 'set', node, value }] }],
    };
  },
};
