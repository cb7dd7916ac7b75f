import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { renamedVariables } from '../renamedVariables.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** Variables of an older image: the program starts without what they say. */
export const variableUnread: Rule = {
  id: 'kubernetes/variable-unread',
  severity: 'warning',
  kinds: workloadKinds,
  help: `Programs that keep their data in a database are told by variables where it is, and newer images of some call these otherwise. The
old ones are read by nobody, and nothing warns of it: Keycloak then runs on a database inside its container, and everything in it is
gone with the pod. Rename the variables. \`KC_PROXY_HEADERS\`, in place of \`PROXY_ADDRESS_FORWARDING\`, takes \`xforwarded\`
instead of \`true\`.`,
  source: 'https://www.keycloak.org/migration/migrating-to-quarkus',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec)) yield* unread(container);
  },
};

function* unread(container: ManifestNode): Iterable<Finding> {
  const renamed = renamedVariables(textOf(container.at('image')) ?? '');
  if (renamed === undefined) return;
  const items = container.at('env').items();
  if (mayHoldOthers(container.at('env'), 'name')) return;
  const names = new Set(items.map((item) => textOf(item.at('name'))));
  for (const item of items) {
    const node = item.at('name');
    const name = textOf(node) ?? '';
    const now = renamed.get(name);
    // Whoever sets both means to run either image.
    if (now === undefined || names.has(now.name)) continue;
    yield {
      node,
      message: say`This image does not read \`${name}\` any more: it is \`${now.name}\`.`,
      fixes: now.takesSame
        ? [{ title: say`Rename to \`${now.name}\``, edits: [{ do: 'set', node, value: now.name }], safe: false }]
        : [],
    };
  }
}
