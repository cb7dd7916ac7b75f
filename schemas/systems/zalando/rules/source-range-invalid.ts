import type { Rule } from '../../../contract/index.ts';
import { cidrProblem, repairCidr } from '../../../vocabulary/cidr.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Ranges of addresses are written in CIDR notation. */
export const sourceRangeInvalid: Rule = {
  id: 'zalando/source-range-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Each item of \`allowedSourceRanges\` is a network in CIDR notation, such as \`10.0.0.0/8\`. A single address needs \`/32\`
(\`/128\` for IPv6); net masks and host names are not taken. The API server refuses the whole cluster over one wrong item.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L109',
  *check({ spec }) {
    for (const [range, node] of textItems(spec.at('allowedSourceRanges'))) {
      const problem = range.includes('${') ? undefined : cidrProblem(range);
      if (!problem) continue;
      const repaired = repairCidr(range);
      yield {
        node,
        message: say`The cluster is refused: "${range}" in \`allowedSourceRanges\` ${problem}.`,
        fixes: repaired ? [{ title: say`Write "${repaired}"`, edits: [{ do: 'set', node, value: repaired }] }] : [],
      };
    }
  },
};
