import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { source } from '../sources.ts';

/** `${podselector:NAME}` in lines of pg_hba. */
export const podSelectorUnknown: Rule = {
  id: 'cloudnative-pg/pod-selector-unknown',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `In the place of an address a line of \`pg_hba\` may name a group of pods, as \`\${podselector:NAME}\`; the name is an entry
of \`podSelectorRefs\`. The webhook refuses a name that no entry has, another word before the colon, and two groups in one line.
Correct the name, or add the entry.`,
  source: source('pkg/postgres/hba/hba.go', 120),
  since: '1.29',
  *check({ spec }) {
    const refs = spec.at('podSelectorRefs');
    const names = refs.items().map((each) => textOf(each.at('name')));
    if (isPlaceholder(refs) || names.includes(undefined)) return;
    const known = names.filter((name) => name !== undefined);
    for (const node of spec.at('postgresql', 'pg_hba').items()) yield* problemsOf(node.source ?? '', node, spec, known);
  },
};

function* problemsOf(
  line: string,
  node: ManifestNode,
  spec: ManifestNode,
  names: readonly string[],
): Iterable<Finding> {
  const found = [...line.matchAll(/\$\{([^:{}]+):([^{}]+)\}/g)];
  for (const [, word = '', name = ''] of found) {
    // Other words may be filled in by other tools before the operator sees them.
    if (word !== 'podselector' && nearestName(word, ['podselector']) !== undefined) {
      const value = line.replace(`\${${word}:`, '${podselector:');
      yield {
        node,
        message: say`"${word}" is no word that a line of \`pg_hba\` may hold here, so it is refused: write \`podselector\`.`,
        fixes: [{ title: say`Write \`podselector\``, edits: [{ do: 'set', node, value }], safe: false }],
      };
    } else if (word === 'podselector' && !names.includes(name)) {
      const meant = nearestName(name, names);
      const value = { name, selector: { matchLabels: { app: name } } };
      yield {
        node,
        message: say`No entry of \`podSelectorRefs\` is named "${name}", so the webhook refuses the cluster: correct the name, or add the entry.`,
        fixes: [
          ...(meant === undefined
            ? []
            : [
                {
                  title: say`Write "${meant}"`,
                  edits: [{ do: 'set' as const, node, value: line.replace(`:${name}}`, `:${meant}}`) }],
                  safe: false as const,
                },
              ]),
          {
            title: say`Add the entry "${name}"`,
            edits: [{ do: 'append', node: spec.at('podSelectorRefs'), value }],
            safe: false,
          },
        ],
      };
    }
  }
  if (found.filter(([, word]) => word === 'podselector').length > 1) {
    yield {
      node,
      message: say`A line names one group of pods at most, and this one more, so it is refused: make a line for each.`,
    };
  }
}
