import type { Fix, Rule, RuleContext, Said } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { counted, listed, say } from '../../../vocabulary/say.ts';
import { databaseClients, mountedCertificates, setsVariable, wireCertificate } from '../certificate.ts';
import type { DatabaseClient } from '../certificate.ts';
import { fileOf, folderOf, locate } from '../mounts.ts';
import { agentDeployment } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Nothing mounts the certificate by itself. */
export const sslrootcertNotMounted: Rule = {
  id: 'tekton-results/sslrootcert-not-mounted',
  severity: 'error',
  kinds: resultKinds,
  help: `\`db_sslrootcert\` is a path inside the containers, and the operator mounts nothing there. API and retention agent
open the file when they start and end with "no such file or directory" if it is not there. Under
\`options.deployments\`, give container \`api\` of \`tekton-results-api\` and container \`retention-policy-agent\` of
\`tekton-results-retention-policy-agent\` a volume with the CA and a mount above the path. The quick-fix writes both.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/docs/TektonResult.md#securing-the-db-connection',
  wholeOnly: true,
  since: '0.74',
  *check(context) {
    const node = resultSettings(context.resource).at('db_sslrootcert');
    const path = textOf(node);
    if (!path || path === 'system' || !readsCertificate(context)) return;
    const bare = databaseClients(context).filter((client) => isBare(context, client, path));
    const broken = bare.filter((client) => client.deployment !== agentDeployment || isWritten(client.options));
    if (bare.length === 0) return;
    yield {
      node,
      // The agent alone: results are kept and read, and never deleted.
      ...(broken.length > 0 ? {} : { severity: 'warning' as const }),
      message: messageFor(path, broken.length > 0 ? broken : bare),
      fixes: fixesFor(context, path),
    };
  },
};

/** With `disable`, the default, the file is not opened by every release of the driver. */
function readsCertificate({ resource }: RuleContext): boolean {
  const mode = resultSettings(resource).at('db_sslmode');
  return isWritten(mode) && mode.value !== 'disable' && mode.value !== '';
}

function isBare(context: RuleContext, client: DatabaseClient, path: string): boolean {
  const replicas = client.options.at('spec', 'replicas');
  if (replicas.value === 0 || isPlaceholder(replicas)) return false;
  if (setsVariable(context, client, 'DB_SSLROOTCERT')) return false;
  const place = locate(context, path, client.base, client.podSpec);
  // A file straight in a folder of the operator's own is the business of sslrootcert-file-missing.
  return place.where === 'nowhere' || (place.where === 'mount' && !place.volume && place.rest.includes('/'));
}

function messageFor(path: string, clients: readonly DatabaseClient[]): Said {
  const folder = folderOf(path);
  const containers = listed(
    clients.map(({ base }) => `\`${base.container}\``),
    'and',
  );
  return counted(
    clients.length,
    say`Nothing is mounted at "${folder}" in container ${containers}: without the file of \`db_sslrootcert\` it does not start.`,
    say`Nothing is mounted at "${folder}" in containers ${containers}: without the file of \`db_sslrootcert\` they do not start.`,
  );
}

function fixesFor(context: RuleContext, path: string): Fix[] {
  const node = resultSettings(context.resource).at('db_sslrootcert');
  const mounted = mountedCertificates(context, fileOf(path)).filter((other) => other !== path);
  const wired = wireCertificate(context, say`Mount the CA certificate in both Deployments`);
  const moved = mounted.map((value): Fix => ({
    title: say`Use the mounted "${value}"`,
    edits: [{ do: 'set', node, value }],
    safe: false,
  }));
  return wired ? [...moved, wired] : moved;
}
