import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { say } from '../../../vocabulary/say.ts';
import { allowedParameters, allowedSince } from '../pgBouncerParameters.ts';
import { webhook } from '../sources.ts';

/** Only what the operator lets through. */
export const poolerParameterRefused: Rule = {
  id: 'cloudnative-pg/pooler-parameter-refused',
  severity: 'error',
  kinds: ['Pooler'],
  help: `The operator writes most of \`pgbouncer.ini\` itself and lets only some settings through; the webhook refuses all others, and
which are allowed grows from release to release. What has a field of its own is not among them: \`pool_mode\` is \`poolMode\`,
\`auth_query\` is \`authQuery\`, and the files with certificates come from Secrets.`,
  source: webhook('pooler', 312),
  *check({ spec, version }) {
    const parameters = spec.at('pgbouncer', 'parameters');
    for (const [name, node] of parameters.entries()) {
      if (name.includes('${')) continue;
      const since = allowedSince(name);
      if (since !== undefined && (since === '' || version === undefined || !isBefore(version, since))) continue;
      const field = fields.get(name.toLowerCase());
      const target = field === undefined ? undefined : spec.at('pgbouncer', field);
      const meant = since === undefined && field === undefined ? nearestName(name, allowedParameters()) : undefined;
      const remove = { title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false } as const;
      yield {
        node,
        mark: 'key',
        message:
          since !== undefined
            ? say`\`${name}\` is allowed since operator ${since} only, so it is refused: remove it.`
            : field === undefined
              ? say`The operator does not let \`${name}\` through, so it is refused: remove it.`
              : say`\`${name}\` has a field of its own, so it is refused here: write \`${field}\` beside \`parameters\`.`,
        fixes: [
          ...(meant === undefined
            ? []
            : [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename' as const, node, key: meant }] }]),
          ...(field === undefined || target?.kind !== 'missing'
            ? []
            : [
                {
                  title: say`Move to \`${field}\``,
                  edits: [{ do: 'move' as const, node, to: spec.at('pgbouncer'), key: field }],
                  safe: false as const,
                },
              ]),
          remove,
        ],
      };
    }
  },
};

const fields: ReadonlyMap<string, string> = new Map([
  ['pool_mode', 'poolMode'],
  ['auth_query', 'authQuery'],
]);
