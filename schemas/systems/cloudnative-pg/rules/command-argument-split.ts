import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { storesOf } from '../objectStores.ts';

/** No shell is between: an item is one argument. */
export const commandArgumentSplit: Rule = {
  id: 'cloudnative-pg/command-argument-split',
  severity: 'warning',
  kinds: ['Cluster', 'ObjectStore'],
  help: `Each item of \`...AdditionalCommandArgs\` is handed to the program as one argument. An option and its value with a blank
between them are one unknown option then, and the program stops: no WAL is archived, or no backup made. An option without its
dashes is taken for a file. Write \`--option=value\`, one to an item.`,
  source: 'https://github.com/cloudnative-pg/barman-cloud/blob/v0.5.1/pkg/api/config.go#L470',
  *check({ resource, spec }) {
    for (const store of storesOf(resource.identity.kind, spec)) {
      const lists = [
        ...['additionalCommandArgs', 'restoreAdditionalCommandArgs'].map((field) => store.at('data', field)),
        ...['archiveAdditionalCommandArgs', 'restoreAdditionalCommandArgs'].map((field) => store.at('wal', field)),
      ];
      yield* lists.flatMap(problemsOf);
    }
  },
};

function problemsOf(list: ManifestNode) {
  return textItems(list).flatMap(([text, node]) => {
    const [, option, value] = /^(--?[\w-]+)\s+(\S.*)$/.exec(text.trim()) ?? [];
    if (option === undefined || value === undefined) return [];
    const isOne = !/\s/.test(value.trim());
    const meant = `${option}=${value.trim()}`;
    return [
      {
        node,
        message: say`The program gets this as one argument and does not know it: write "${option}=..." for each option, one to an item.`,
        fixes: isOne ? [{ title: say`Write "${meant}"`, edits: [{ do: 'set' as const, node, value: meant }] }] : [],
      },
    ];
  });
}
