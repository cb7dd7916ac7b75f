import type { Edit, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { counted, listed, say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Four fields have to fit for one mount. */
export const gcsCredentialsNotMounted: Rule = {
  id: 'tekton-results/gcs-credentials-not-mounted',
  severity: 'warning',
  kinds: resultKinds,
  help: `The operator mounts the credentials for Google Cloud Storage only if \`logs_api\` is \`true\`, \`logs_type\` is exactly
\`GCS\`, and both \`gcs_creds_secret_name\` and \`gcs_creds_secret_key\` are written. Otherwise the API has no credentials
and stores no log, unless the node brings some along. Add what is missing.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/kubernetes/tektonresult/transform.go#L440',
  wholeOnly: true,
  *check({ resource }) {
    const settings = resultSettings(resource);
    const [name, key] = [settings.at('gcs_creds_secret_name'), settings.at('gcs_creds_secret_key')];
    const [type, api] = [settings.at('logs_type'), settings.at('logs_api')];
    if ([name, key, type, api].some(isPlaceholder) || api.value === false) return;
    // The manual's slip: field-misspelt has the word.
    if (isWritten(settings.at('gcc_creds_secret_key')) || isWritten(settings.at('gcc_creds_secret_name'))) return;
    // Another type is written on purpose, or is wrong and so the business of logs-type-unknown.
    if (isWritten(type) && textOf(type) !== 'GCS') return;
    const node = textOf(name) ? name : key;
    if (!textOf(node)) return;
    const missing: { field: string; edit: Edit }[] = [];
    if (!isWritten(api)) missing.push({ field: 'logs_api: true', edit: { do: 'set', node: api, value: true } });
    if (!isWritten(type)) missing.push({ field: 'logs_type: GCS', edit: { do: 'set', node: type, value: 'GCS' } });
    if (!textOf(name))
      missing.push({ field: 'gcs_creds_secret_name', edit: { do: 'set', node: name, value: 'gcs-credentials' } });
    if (!textOf(key))
      missing.push({ field: 'gcs_creds_secret_key', edit: { do: 'set', node: key, value: 'creds.json' } });
    if (missing.length === 0) return;
    const fields = listed(
      missing.map(({ field }) => `\`${field}\``),
      'and',
    );
    yield {
      node,
      message: counted(
        missing.length,
        say`The credentials for Google are not mounted, because ${fields} is not written.`,
        say`The credentials for Google are not mounted, because ${fields} are not written.`,
      ),
      fixes: [{ title: say`Add ${fields}`, edits: missing.map(({ edit }) => edit), safe: false }],
    };
  },
};
