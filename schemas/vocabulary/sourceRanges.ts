import type { Finding, ManifestNode, Said } from '../contract/index.ts';
import { cidrProblem, networkMeant, repairCidr } from './cidr.ts';
import { isFilledInLater } from './nameUses.ts';
import { textItems } from './read.ts';
import { say } from './say.ts';

/** Networks that are none. `message` says what comes of it, from the text and what is wrong with it. */
export function* invalidRanges(list: ManifestNode, message: (range: string, problem: Said) => Said): Iterable<Finding> {
  for (const [range, node] of textItems(list)) {
    const problem = isFilledInLater(range) ? undefined : cidrProblem(range);
    if (problem === undefined) continue;
    const meant = repairCidr(range);
    yield {
      node,
      message: message(range, problem),
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  }
}

/** Networks with bits behind their prefix, which API servers from Kubernetes 1.36 on refuse in the Service that is made of them. */
export function* rangesWithHostBits(list: ManifestNode): Iterable<Finding> {
  for (const [range, node] of textItems(list)) {
    const network = networkMeant(range);
    if (network === undefined) continue;
    yield {
      node,
      severity: 'warning',
      message: say`"${range}" has bits behind its prefix, and newer API servers refuse the Service: write "${network}".`,
      fixes: [{ title: say`Write "${network}"`, edits: [{ do: 'set', node, value: network }] }],
    };
  }
}
