import type { UsualKeys } from '../../contract/index.ts';

/** Counted in manifests that people have published (`node tools/usualKeys.mjs`); of the operator's settings, those that are set at all first. */
export const usualKeys: UsualKeys = {
  'postgresql spec.resources.limits': 'cpu! memory!',
  'postgresql spec.connectionPooler.resources.limits': 'cpu! memory!',
  'OperatorConfiguration configuration':
    'kubernetes aws_or_gcp connection_pooler debug docker_image enable_maintenance_windows enable_pgversion_env_var enable_spilo_wal_path_compat enable_team_id_clustername_prefix etcd_host kubernetes_use_configmaps load_balancer logging_rest_api logical_backup major_version_upgrade max_instances min_instances patroni postgres_pod_resources repair_period resync_period teams_api timeouts users',
  'OperatorConfiguration configuration.aws_or_gcp': 'aws_region kube_iam_role wal_s3_bucket',
  'OperatorConfiguration configuration.kubernetes':
    'enable_pod_antiaffinity cluster_domain cluster_labels cluster_name_label delete_annotation_date_key delete_annotation_name_key enable_finalizers enable_init_containers enable_owner_references enable_persistent_volume_claim_deletion enable_pod_disruption_budget enable_readiness_probe enable_secrets_deletion enable_sidecars inherited_labels master_pod_move_timeout node_readiness_label oauth_token_secret_name pdb_master_label_selector pdb_name_format persistent_volume_claim_retention_policy pod_antiaffinity_preferred_during_scheduling pod_antiaffinity_topology_key pod_environment_configmap',
  'OperatorConfiguration configuration.logical_backup':
    'logical_backup_schedule logical_backup_docker_image logical_backup_provider logical_backup_s3_bucket logical_backup_s3_region logical_backup_job_prefix logical_backup_s3_endpoint logical_backup_s3_sse logical_backup_cronjob_environment_secret logical_backup_s3_bucket_prefix logical_backup_s3_retention_time',
  'OperatorConfiguration configuration.connection_pooler':
    'connection_pooler_mode connection_pooler_number_of_instances connection_pooler_default_cpu_request connection_pooler_default_memory_request connection_pooler_default_cpu_limit connection_pooler_default_memory_limit connection_pooler_max_db_connections connection_pooler_image',
  'OperatorConfiguration configuration.teams_api':
    'enable_teams_api enable_postgres_team_crd protected_role_names enable_postgres_team_crd_superusers teams_api_url team_admin_role',
  'OperatorConfiguration configuration.load_balancer':
    'enable_master_load_balancer enable_replica_load_balancer db_hosted_zone master_dns_name_format replica_dns_name_format custom_service_annotations',
  'PostgresTeam spec': 'additionalMembers additionalTeams additionalSuperuserTeams',
  'postgresql spec':
    'numberOfInstances postgresql teamId volume databases users preparedDatabases additionalVolumes allowedSourceRanges dockerImage enableConnectionPooler enableMasterLoadBalancer enableReplicaConnectionPooler enableReplicaLoadBalancer enableShmVolume initContainers patroni resources tls enableMasterPoolerLoadBalancer enableReplicaPoolerLoadBalancer standby sidecars',
  'postgresql spec.additionalVolumes[]': 'mountPath name targetContainers volumeSource',
  'postgresql spec.initContainers[]': 'command image name',
  'postgresql spec.patroni':
    'initdb loop_wait maximum_lag_on_failover retry_timeout synchronous_mode synchronous_mode_strict ttl synchronous_node_count failsafe_mode',
  'postgresql spec.patroni.initdb': 'data-checksums encoding locale',
  'postgresql spec.postgresql': 'version parameters',
  'postgresql spec.tls': 'caFile caSecretName certificateFile privateKeyFile secretName',
};
