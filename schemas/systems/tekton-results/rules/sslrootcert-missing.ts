import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseClients, setsVariable, verifyingModes, wireCertificate } from '../certificate.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The API checks for the CA by itself and ends, with `require` as well, where the driver would go on. */
export const sslrootcertMissing: Rule = {
  id: 'tekton-results/sslrootcert-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `With \`db_sslmode\` \`require\`, \`verify-ca\` or \`verify-full\`, API and retention agent want the CA that signed the
certificate of the database, and end at once with "DB_SSLROOTCERT can't be empty". Put the CA into a ConfigMap, mount it
into both under \`options.deployments\`, and give the path of the file in \`db_sslrootcert\`. The quick-fix writes all of
that; the ConfigMap itself you make with
\`kubectl create configmap db-root-crt -n tekton-pipelines --from-file ca.crt=./root.crt\`.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/cmd/api/main.go#L147',
  wholeOnly: true,
  since: '0.70',
  *check(context) {
    const settings = resultSettings(context.resource);
    const node = settings.at('db_sslmode');
    const mode = textOf(node);
    const path = settings.at('db_sslrootcert');
    if (!mode || !verifyingModes.includes(mode) || isPlaceholder(path) || textOf(path)) return;
    const api = databaseClients(context)[0];
    if (api && setsVariable(context, api, 'DB_SSLROOTCERT')) return;
    const fix = wireCertificate(context, say`Add \`db_sslrootcert\` and mount the CA certificate`);
    yield {
      node,
      message: say`\`db_sslmode\` "${mode}" needs a CA certificate: without \`db_sslrootcert\` the API and the retention agent do not start.`,
      ...(fix ? { fixes: [fix] } : {}),
    };
  },
};
