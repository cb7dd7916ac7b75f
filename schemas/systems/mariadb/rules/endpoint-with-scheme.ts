import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** A host, and nothing around it. */
export const endpointWithScheme: Rule = {
  id: 'mariadb/endpoint-with-scheme',
  severity: 'error',
  kinds: ['MariaDB', 'Backup', 'PhysicalBackup', 'Restore', 'PointInTimeRecovery'],
  help: `\`endpoint\` is the host of the storage, and its port: \`s3.us-east-1.amazonaws.com\`, \`minio.minio.svc:9000\`. The client refuses
\`https://\` and paths, and every Job fails. Whether TLS is used stands in \`tls.enabled\`.`,
  source: code('pkg/minio/minio.go', 175),
  *check({ spec }) {
    for (const owner of [spec, spec.at('storage'), spec.at('bootstrapFrom')]) yield* check(owner.at('s3'));
  },
};

function* check(s3: ManifestNode): Iterable<Finding> {
  const node = s3.at('endpoint');
  const text = knownName(node);
  const match = text === undefined ? undefined : /^(https?):\/\/([^/]+)\/?$/.exec(text);
  if (text === undefined || (!match && !text.includes('/'))) return;
  const [, scheme, value = ''] = match ?? [];
  const enabled = s3.at('tls', 'enabled');
  yield {
    node,
    message: say`The client refuses "${text}", and every Job fails: write the host alone.`,
    fixes: match
      ? [
          {
            title: say`Write "${value}"`,
            edits: [
              { do: 'set', node, value },
              ...(scheme === 'https' && !isWritten(enabled)
                ? [{ do: 'set' as const, node: enabled, value: true }]
                : []),
            ],
          },
        ]
      : [],
  };
}
