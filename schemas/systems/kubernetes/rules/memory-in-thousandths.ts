import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { quantityOf, repairQuantity } from '../../../vocabulary/quantity.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resourceBlocks } from '../resourceBlocks.ts';
import { workloadKinds } from '../workloads.ts';

/** `m` is a thousandth, of a byte too. */
export const memoryInThousandths: Rule = {
  id: 'kubernetes/memory-in-thousandths',
  severity: 'warning',
  kinds: [...workloadKinds, 'PersistentVolumeClaim', 'PersistentVolume'],
  help: `The suffix \`m\` means a thousandth, for memory and storage as for CPU: \`512m\` of memory is half a byte, and the
container does not start. Write \`512Mi\` for mebibytes, \`512M\` for megabytes.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  *check({ resource, spec }) {
    if (resource.identity.kind === 'PersistentVolume') yield* inThousandths(spec.at('capacity'));
    for (const block of resourceBlocks(resource)) {
      yield* inThousandths(block.at('requests'));
      yield* inThousandths(block.at('limits'));
    }
  },
};

function* inThousandths(amounts: ManifestNode): Iterable<Finding> {
  for (const key of ['memory', 'storage', 'ephemeral-storage']) {
    const node = amounts.at(key);
    const text = textOf(node);
    if (text === undefined || quantityOf(text)?.suffix !== 'm') continue;
    const meant = repairQuantity(text, 'memory');
    yield {
      node,
      message:
        meant === undefined
          ? say`\`${key}: ${text}\` is in thousandths of a byte.`
          : say`\`${key}: ${text}\` is in thousandths of a byte: write ${meant}.`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Change to "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  }
}
