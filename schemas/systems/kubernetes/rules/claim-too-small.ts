import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { bytesOf, quantityOf } from '../../../vocabulary/quantity.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A unit that was forgotten, or is a size too small. */
export const claimTooSmall: Rule = {
  id: 'kubernetes/claim-too-small',
  severity: 'information',
  kinds: ['PersistentVolumeClaim', 'StatefulSet'],
  help: `A claim asks for bytes: \`10\` is ten of them, and \`10Mi\` is less than the file systems of most volumes take for themselves (XFS is
not made below 300 MB). What makes volumes mostly rounds up to its smallest, often \`1Gi\`, so the claim is bound and the size in the
manifest means nothing; a volume made by hand can really be as small, and is full at once. Write the unit that is meant.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  *check({ resource, spec }) {
    const claims =
      resource.identity.kind === 'StatefulSet'
        ? spec
            .at('volumeClaimTemplates')
            .items()
            .map((claim) => claim.at('spec'))
        : [spec];
    for (const claim of claims) {
      const node = claim.at('resources', 'requests', 'storage');
      const size = quantityOf(node.value);
      // Of a volume that somebody chose by its name the claim gets all there is.
      if (isWritten(claim.at('volumeName'))) continue;
      // A thousandth of a byte is never meant, and said by another rule.
      if (!size || isHidden(node) || size.suffix === 'm' || bytesOf(size) <= 0n || bytesOf(size) >= least) continue;
      yield {
        node,
        message: say`A claim of ${String(node.value)} holds next to nothing, if it is taken as it stands: write the unit that is meant.`,
        fixes: inGibibytes(node),
      };
    }
  },
};

/** Bytes. Far below what any volume has, and above what a test may ask for on purpose. */
const least = 16n * 1024n * 1024n;

/** The same number of the unit that people mean most. */
function inGibibytes(node: ManifestNode): readonly Fix[] {
  const number = /^\d+(?=(?:[kKM]i?)?$)/.exec(String(node.value))?.[0];
  if (number === undefined) return [];
  const value = `${number}Gi`;
  return [{ title: say`Change to ${value}`, edits: [{ do: 'set', node, value }], safe: false }];
}
