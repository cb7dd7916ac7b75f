import type { Draft, WantedResource } from '../../contract/index.ts';
import { secretDraft } from '../../vocabulary/drafts.ts';
import { textOf } from '../../vocabulary/read.ts';

/** The Secret of `tls` holds a certificate and its private key, that of the authority one file. */
export function draft(wanted: WantedResource): Draft | undefined {
  const tls = wanted.by.root.at('spec', 'tls');
  if (wanted.type !== 'Secret' || wanted.by.identity.kind !== 'postgresql') return undefined;
  const fileOf = (field: string, usual?: string) => textOf(tls.at(field)) ?? usual;
  const hasOwnAuthority = textOf(tls.at('caSecretName')) !== undefined;
  if (textOf(tls.at('secretName')) === wanted.name) {
    const authority = hasOwnAuthority ? undefined : fileOf('caFile');
    const keys = [fileOf('certificateFile', 'tls.crt'), fileOf('privateKeyFile', 'tls.key'), authority];
    const known = keys.filter((key) => key !== undefined);
    const isUsual = known.includes('tls.crt') && known.includes('tls.key');
    return secretDraft(wanted, known, isUsual ? 'kubernetes.io/tls' : undefined);
  }
  const file = fileOf('caFile');
  return textOf(tls.at('caSecretName')) === wanted.name && file !== undefined ? secretDraft(wanted, [file]) : undefined;
}
