import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { freeName } from '../pods.ts';

/** The volumes of the certificates come after the additional ones, and lose against them. */
export const tlsVolumeConflict: Rule = {
  id: 'zalando/tls-volume-conflict',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator adds the certificates to the additional volumes: one volume named after each Secret, mounted at
\`/tls\` and \`/tlsca\`. A volume of the same name makes Kubernetes refuse the StatefulSet; one at the same path is
mounted instead of the certificate. Use other names and paths for additional volumes.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1555',
  *check({ spec }) {
    const own = certificateVolumes(spec.at('tls'));
    const volumes = spec.at('additionalVolumes').items();
    const taken = new Set([...own.map(([name]) => name), ...volumes.map((volume) => textOf(volume.at('name')) ?? '')]);
    for (const volume of volumes) {
      for (const [name, path] of own) {
        if (textOf(volume.at('name')) === name) yield nameTaken(volume.at('name'), name, taken);
        else if (textOf(volume.at('mountPath')) === path) yield pathTaken(volume.at('mountPath'), path);
      }
    }
  },
};

/** Name and path of the volumes that the operator makes for `tls`. */
function certificateVolumes(tls: ManifestNode): (readonly [name: string, path: string])[] {
  const name = textOf(tls.at('secretName'));
  if (!name) return [];
  const caName = textOf(tls.at('caFile')) ? textOf(tls.at('caSecretName')) : undefined;
  return caName
    ? [
        [name, '/tls'],
        [caName, '/tlsca'],
      ]
    : [[name, '/tls']];
}

function nameTaken(node: ManifestNode, name: string, taken: ReadonlySet<string>): Finding {
  const free = freeName(name, taken);
  return {
    node,
    message: say`Volume name "${name}" is taken: the operator gives it to the Secret of \`tls\`, and the pod is refused.`,
    fixes: [{ title: say`Rename the volume to "${free}"`, edits: [{ do: 'set', node, value: free }] }],
  };
}

function pathTaken(node: ManifestNode, path: string): Finding {
  return {
    node,
    severity: 'warning',
    message: say`\`mountPath\` "${path}" belongs to the Secret of \`tls\`: with this volume there the certificate is not mounted.`,
    fixes: [
      { title: say`Mount at "${path}-extra"`, edits: [{ do: 'set', node, value: `${path}-extra` }], safe: false },
    ],
  };
}
