import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { invalidRanges, rangesWithHostBits } from '../../../vocabulary/sourceRanges.ts';

/** Ranges of addresses are written in CIDR notation. */
export const sourceRangeInvalid: Rule = {
  id: 'zalando/source-range-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Each item of \`allowedSourceRanges\` is a network in CIDR notation, such as \`10.0.0.0/8\`. A single address needs \`/32\`
(\`/128\` for IPv6); net masks and host names are not taken. The API server refuses the whole cluster over one wrong item.
Bits behind the prefix, as in \`10.0.0.1/8\`, pass there; API servers from Kubernetes 1.36 on refuse them in the Service.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L109',
  *check({ spec }) {
    const list = spec.at('allowedSourceRanges');
    yield* invalidRanges(
      list,
      (range, problem) => say`The cluster is refused: "${range}" in \`allowedSourceRanges\` ${problem}.`,
    );
    yield* rangesWithHostBits(list);
  },
};
