import type { UsualKeys } from '../../contract/index.ts';

/** The same in both kinds. */
const ofResults =
  'is_external_db targetNamespace db_host db_port db_name db_secret_name db_secret_user_key db_secret_password_key db_sslmode db_sslrootcert auth_disable logs_api logs_type logging_pvc_name log_level logs_path logs_buffer_size db_enable_auto_migration prometheus_port server_port tls_hostname_override options | disabled';

/** Counted in manifests that people have published (`node tools/usualKeys.mjs`); what an external database takes stands together. */
export const usualKeys: UsualKeys = {
  'TektonConfig spec':
    'profile targetNamespace pruner result scheduler pipeline addon networkPolicy params tektonpruner',
  'TektonConfig spec.pipeline':
    'enable-bundles-resolver enable-cluster-resolver enable-git-resolver enable-hub-resolver bundles-resolver-config cluster-resolver-config git-resolver-config hub-resolver-config',
  'TektonConfig spec.pruner': 'keep resources schedule | disabled',
  'TektonConfig spec.scheduler': 'multi-cluster-disabled multi-cluster-role | disabled',
  'TektonConfig spec.result': ofResults,
  'TektonResult spec': ofResults,
};
