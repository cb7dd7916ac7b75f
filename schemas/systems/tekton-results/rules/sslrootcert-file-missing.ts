import type { Finding, Fix, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { databaseClients, setsVariable, wireCertificate } from '../certificate.ts';
import { locate } from '../mounts.ts';
import type { PathPlace } from '../mounts.ts';
import { agentDeployment } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The volume is mounted, but has no file of that name. */
export const sslrootcertFileMissing: Rule = {
  id: 'tekton-results/sslrootcert-file-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `Below the mount, the files of a volume are the \`path\` of its \`items\`, or, without \`items\`, the keys of the
ConfigMap or Secret. \`db_sslrootcert\` names a file that the volume does not have, so that the container ends with "no
such file or directory". Use the name of a file that is there, or change \`items\`.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
  wholeOnly: true,
  since: '0.74',
  *check(context) {
    const node = resultSettings(context.resource).at('db_sslrootcert');
    const path = textOf(node);
    if (!path) return;
    for (const client of databaseClients(context)) {
      if (client.deployment === agentDeployment && !isWritten(client.options)) continue;
      if (setsVariable(context, client, 'DB_SSLROOTCERT')) continue;
      const place = locate(context, path, client.base, client.podSpec);
      if (place.where !== 'mount' || place.files === undefined || place.files.includes(place.rest)) continue;
      if (!place.volume && place.rest.includes('/')) continue;
      yield describe(context, client.base.container, place);
      return;
    }
  },
};

type Mounted = Extract<PathPlace, { where: 'mount' }>;

function describe(context: RuleContext, container: string, place: Mounted): Finding {
  const node = resultSettings(context.resource).at('db_sslrootcert');
  const files = place.files ?? [];
  const fixes = place.volume
    ? useAnother(node, place)
    : wireCertificate(context, say`Mount the CA certificate in both Deployments`);
  return {
    node,
    ...lastPart(node),
    // The volume is the operator's own: somebody may have put the file into its Secret.
    ...(place.volume ? {} : { severity: 'warning' as const }),
    message:
      files.length > 0
        ? say`The volume at "${place.mountPath}" in container \`${container}\` has no file "${place.rest}": it has ${joined(files.slice(0, 5).map(quoted), ', ')}.`
        : say`The volume at "${place.mountPath}" in container \`${container}\` has no file "${place.rest}": it is empty.`,
    ...(fixes ? { fixes: [fixes] } : {}),
    ...(place.volume ? { related: [{ node: place.volume, message: say`The volume` }] } : {}),
  };
}

function useAnother(node: ManifestNode, { mountPath, rest, files = [] }: Mounted): Fix | undefined {
  const near = files.length === 1 ? files[0] : nearestName(rest, files);
  if (near === undefined) return undefined;
  return { title: say`Use "${near}"`, edits: [{ do: 'set', node, value: `${mountPath}/${near}` }], safe: false };
}

/** The name of the file alone, where it stands as written. */
function lastPart(node: ManifestNode): Pick<Finding, 'part'> {
  const { source = '', value } = node;
  const start = source.lastIndexOf('/') + 1;
  const whole = source !== value || source.includes('\n') || start >= source.length;
  return whole ? {} : { part: { start, end: source.length } };
}

function quoted(text: string): string {
  return `"${text}"`;
}
