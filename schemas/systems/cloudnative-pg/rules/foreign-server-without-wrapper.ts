import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isHidden, isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isAbsent } from '../naming.ts';
import { webhook } from '../sources.ts';

/** A server speaks through a wrapper of the same list. */
export const foreignServerWithoutWrapper: Rule = {
  id: 'cloudnative-pg/foreign-server-without-wrapper',
  severity: 'error',
  kinds: ['Database'],
  wholeOnly: true,
  help: `A server under \`servers\` names a wrapper that stands under \`fdws\` of the same resource, also if the database has it
already by an extension. The webhook refuses any other name, unless the server is to be absent. Add the wrapper; its name alone is
enough.`,
  source: webhook('database', 240),
  since: '1.28',
  *check({ spec }) {
    const wrappers = spec.at('fdws');
    const names = wrappers.items().map((each) => textOf(each.at('name')));
    if (isPlaceholder(wrappers) || names.includes(undefined)) return;
    for (const server of spec.at('servers').items()) {
      const node = server.at('fdw');
      const name = textOf(node);
      if (!name || name.includes('${') || isAbsent(server) || isHidden(server.at('ensure')) || names.includes(name))
        continue;
      const meant = nearestName(
        name,
        names.filter((each) => each !== undefined),
      );
      yield {
        node,
        message: say`No wrapper "${name}" stands under \`fdws\`, so the webhook refuses the database: add it.`,
        fixes: [
          ...(meant === undefined
            ? []
            : [
                {
                  title: say`Write "${meant}"`,
                  edits: [{ do: 'set' as const, node, value: meant }],
                  safe: false as const,
                },
              ]),
          {
            title: say`Add wrapper "${name}"`,
            edits: [{ do: 'append', node: wrappers, value: { name } }],
            safe: false,
          },
        ],
      };
    }
  },
};
