import type { Labels } from '../../contract/index.ts';

/** By which the operator finds its own pods: of servers, of MaxScale, of an exporter. pkg/builder/labels/labels.go */
export function podLabels(app: 'mariadb' | 'maxscale' | 'exporter', instance: string): Labels {
  return { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': instance };
}

/** Set on a server once it is ready. internal/controller/mariadb_controller.go (reconcilePodLabels) */
export const role = { label: 'k8s.mariadb.com/role', primary: ['primary'], replica: ['replica'] } as const;

/** Claims have those of their pods, and what they hold: `storage` or `config`. pkg/builder/statefulset_builder.go */
export function claimLabels(server: string, holds: 'storage' | 'config'): Labels {
  return { ...podLabels('mariadb', server), 'pvc.k8s.mariadb.com/role': holds };
}
