import type { Finding, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validatedParts } from '../parts.ts';
import { validation } from '../sources.ts';

/** Also where a container is merged into one that has an image. */
export const containerWithoutImage: Rule = {
  id: 'tidb/container-without-image',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring', 'DMCluster'],
  wholeOnly: true,
  help: `Each of \`additionalContainers\` has an \`image\`: without one the operator writes the event \`FailedValidation\` and leaves
the whole resource as it is. That holds as well for a container that has the name of one of the operator's, to change
something in it: repeat its image.`,
  source: validation(803),
  *check({ resource }): Iterable<Finding> {
    for (const { id, node: part } of validatedParts(resource)) {
      for (const container of part.at('additionalContainers').items()) {
        const image = container.at('image');
        if (container.kind !== 'map' || (isWritten(image) && image.value !== '')) continue;
        yield {
          node: image.kind === 'missing' ? container.at('name') : image,
          // The operator's own examples show it so, from before the check.
          ...(container.at('name').value === id ? { severity: 'warning' as const } : {}),
          message: say`A container without \`image\` is refused, and with it the whole resource: add the image, also to change one of the operator's.`,
        };
      }
    }
  },
};
