import type { Draft, ManifestValue } from '../contract/index.ts';
import { say } from './say.ts';

/** Resources of Kubernetes' own that fixes write: the least that works, with values for a person to fill in. */

/** Where the resource belongs; an empty namespace is left out. */
export interface DraftIdentity {
  readonly name: string;
  readonly namespace: string;
}

/** Keys of a Secret get a text to be replaced. */
export function secretDraft(identity: DraftIdentity, keys: readonly string[], type = 'Opaque'): Draft {
  return {
    value: {
      ...header('Secret', identity),
      type,
      stringData: Object.fromEntries(keys.map((key) => [key, placeholderFor(key)])),
    },
    comment: say`Fill in before it is applied; keep real values out of version control.`,
  };
}

/** With what images are pulled. */
export function pullSecretDraft(identity: DraftIdentity): Draft {
  const { value, ...draft } = secretDraft(identity, [], 'kubernetes.io/dockerconfigjson');
  return { ...draft, value: { ...value, stringData: { '.dockerconfigjson': '{"auths": {}}' } } };
}

export function configMapDraft(identity: DraftIdentity, keys: readonly string[]): Draft {
  const data = Object.fromEntries(keys.map((key) => [key, placeholderFor(key)]));
  return { value: { ...header('ConfigMap', identity), data }, comment: say`Fill in before it is applied.` };
}

export function header(kind: string, { name, namespace }: DraftIdentity): Record<string, ManifestValue> {
  return { apiVersion: 'v1', kind, metadata: { name, ...(namespace === '' ? {} : { namespace }) } };
}

/** What stands for a file in PEM shows where its lines begin and end. */
function placeholderFor(key: string): string {
  if (/\.key$|key\.pem$|^ssh-privatekey$/i.test(key)) return pem('PRIVATE KEY');
  return /\.(?:crt|cer|pem)$|^ca(?:bundle|-bundle)?$/i.test(key) ? pem('CERTIFICATE') : 'change-me';
}

function pem(what: string): string {
  return `-----BEGIN ${what}-----\nchange-me\n-----END ${what}-----\n`;
}
