import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseImage, startsServer } from '../databaseImages.ts';
import { podTemplateOf } from '../workloads.ts';

/** A version that changes by itself. */
export const databaseImageFloating: Rule = {
  id: 'kubernetes/database-image-floating',
  severity: 'information',
  kinds: ['StatefulSet', 'Deployment', 'Pod'],
  help: `Without a tag, or with \`latest\`, the next pod may run another major version of the database. Files of another one it does not open: the
pod does not start until the old image is back. Write the version that runs, such as \`postgres:18\`.`,
  source: 'https://www.postgresql.org/docs/current/upgrading.html',
  *check({ resource }) {
    for (const container of podTemplateOf(resource)?.spec.at('containers').items() ?? []) {
      const node = container.at('image');
      const image = textOf(node) ?? '';
      const database = databaseImage(container);
      if (!database || !startsServer(container) || image.includes('@') || !/^[^:]*(?::latest)?$/.test(image)) continue;
      yield {
        node,
        message: say`Its version changes by itself, and the database does not open files of another major one: write a tag.`,
      };
    }
  },
};
