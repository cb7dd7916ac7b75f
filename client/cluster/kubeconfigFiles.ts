import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

export interface KubeconfigPlace {
  /** The setting; it wins over everything. */
  readonly kubeconfig?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the person. */
  readonly home?: string;
}

/** Where a kubeconfig is read from, in the order of kubectl; none of the files need exist. */
export function kubeconfigFiles({ kubeconfig, environment, home = homedir() }: KubeconfigPlace): readonly string[] {
  const setting = kubeconfig?.trim();
  if (setting) return [resolve(home, setting.replace(/^~(?=$|[\\/])/, home))];
  const listed = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  return listed.length > 0 ? [...new Set(listed.map((file) => resolve(file)))] : [join(home, '.kube', 'config')];
}
