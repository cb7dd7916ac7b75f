import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A Spilo image holds the version in its name and older ones. */
export const imageOfOlderVersion: Rule = {
  id: 'zalando/image-of-older-version',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `An image \`spilo-16\` holds Postgres 16 and some versions before it, and none that came later. With a \`postgresql.version\` that the
image does not have, Postgres does not start, and an upgrade fails. Name an image of that version or later, or leave \`dockerImage\` out so
that the operator's own is used.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#minor-and-major-version-upgrade',
  *check({ spec }) {
    const node = spec.at('dockerImage');
    const version = spec.at('postgresql', 'version');
    const image = textOf(node) ?? '';
    const has = /(?:^|\/)spilo-(\d+)(?=[:@-]|$)/.exec(image)?.[1];
    const wanted = textOf(version) ?? '';
    if (has === undefined || !/^\d+$/.test(wanted) || isHidden(version) || Number(has) >= Number(wanted)) return;
    yield {
      node,
      message: say`Postgres does not start: image \`spilo-${has}\` has no version ${wanted}, only ${has} and earlier ones.`,
      fixes: [{ title: say`Remove \`dockerImage\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
