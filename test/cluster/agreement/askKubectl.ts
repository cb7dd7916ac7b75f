import { execFile } from 'node:child_process';
import type { BareApiServer } from '../bed/controlPlane.ts';

/** What kubectl says of a manifest that it would send, having read the YAML itself; `undefined`: nothing against it. */
export type AskKubectl = (verb: 'create' | 'replace', text: string) => Promise<string | undefined>;

export function kubectlOf({ kubectl, kubeconfig }: Pick<BareApiServer, 'kubectl' | 'kubeconfig'>): AskKubectl {
  return (verb, text) =>
    new Promise((resolve) => {
      const args = [verb, '--dry-run=server', '--validate=strict', '--kubeconfig', kubeconfig, '-f', '-'];
      const child = execFile(kubectl, args, { timeout: 120_000 }, (error, _, words) => {
        // It would be the last thing that is looked at.
        resolve(error === null || words.includes('(AlreadyExists)') ? undefined : words.trim() || error.message);
      });
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(text);
    });
}
