import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Names that manuals have, and what the field is called. */
const names: Readonly<Record<string, string>> = {
  gcc_creds_secret_key: 'gcs_creds_secret_key',
  gcc_creds_secret_name: 'gcs_creds_secret_name',
  gcc_bucket_name: 'gcs_bucket_name',
  lokistack_name: 'loki_stack_name',
  lokistack_namespace: 'loki_stack_namespace',
  loki_url: 'logging_plugin_api_url',
  no_auth: 'auth_disable',
};

/** Slips of the operator's own manual, and names of earlier releases. */
export const fieldMisspelt: Rule = {
  id: 'tekton-results/field-misspelt',
  severity: 'error',
  kinds: resultKinds,
  help: `The operator's manual misspells some fields, and earlier releases had other names. kubectl and the
operator's webhook refuse what they do not know; where the API server drops it, the setting has no effect and nobody says
so. Use the field's own name.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/docs/TektonResult.md#gcs-specific-property',
  since: '0.68',
  *check({ resource }) {
    const settings = resultSettings(resource);
    for (const [field, node] of settings.entries()) {
      const right = Object.hasOwn(names, field) ? names[field] : undefined;
      if (right === undefined) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` is no field, so it is refused or dropped: it is called \`${right}\`.`,
        fixes: isWritten(settings.at(right))
          ? [{ title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false }]
          : [{ title: say`Call it \`${right}\``, edits: [{ do: 'rename', node, key: right }] }],
      };
    }
  },
};
