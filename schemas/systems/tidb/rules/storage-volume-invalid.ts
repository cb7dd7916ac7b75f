import type { Finding, Rule } from '../../../contract/index.ts';
import { quantityOf, repairQuantity } from '../../../vocabulary/quantity.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { validatedParts } from '../parts.ts';
import { validation } from '../sources.ts';

/** Further volumes have a name and a size. */
export const storageVolumeInvalid: Rule = {
  id: 'tidb/storage-volume-invalid',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring'],
  help: `Each of \`storageVolumes\` becomes a claim for each pod, and so has a name and a size as Kubernetes writes it, such as
\`10Gi\`. With an empty name, or a size that is no quantity, the operator writes the event \`FailedValidation\` and leaves the
whole resource as it is.`,
  source: validation(435),
  *check({ resource }): Iterable<Finding> {
    for (const { node: part } of validatedParts(resource)) {
      for (const volume of part.at('storageVolumes').items()) {
        const [name, size] = [volume.at('name'), volume.at('storageSize')];
        if (name.value === '') {
          yield {
            node: name,
            mark: 'key',
            message: say`A volume without a name is refused, and with it the whole resource: name it.`,
          };
        }
        const text = textOf(size);
        if (!isWritten(size) || text === undefined || isFilledInLater(text) || quantityOf(text) !== undefined) continue;
        const meant = repairQuantity(text, 'storage');
        yield {
          node: size,
          message: say`"${text}" is no size, so the operator refuses the whole resource: write it as in \`10Gi\`.`,
          fixes:
            meant === undefined
              ? []
              : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node: size, value: meant }] }],
        };
      }
    }
  },
};
