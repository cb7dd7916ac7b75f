import { keysOf } from './keysOf.ts';
import type { ConfigKeys } from './keysOf.ts';

/**
 * What components of today read, as their own templates and structures have it; each may know more. Addresses and folders that the
 * operator sets are left out. pingcap/tidb pkg/config/config.toml.example, tikv/tikv etc/config-template.toml, tikv/pd
 * conf/config.toml, pingcap/tiproxy lib/config, pingcap/tiflow pkg/config and dm
 */

const tidb = `
host:s advertise-address:s port:i socket:s lease:s split-table:b token-limit:i temp-dir:s tmp-storage-path:s
tmp-storage-quota:i compatible-kill-query:b graceful-wait-before-shutdown:i treat-old-version-utf8-as-utf8mb4:b
max-index-length:i index-limit:i enable-table-lock:b delay-clean-table-lock:i split-region-max-num:i alter-primary-key:b
server-version:s repair-mode:b repair-table-list:l new_collations_enabled_on_first_bootstrap:b
skip-register-to-dashboard:b enable-telemetry:b deprecate-integer-display-length:b enable-enum-length-limit:b
enable-global-kill:b disaggregated-tiflash:b autoscaler-type:s autoscaler-addr:s autoscaler-cluster-id:s use-autoscaler:b
in-mem-slow-query-topn-num:i in-mem-slow-query-recent-num:i labels:m
[log]
level:s format:s enable-timestamp:b enable-error-stack:b slow-query-file:s general-log-file:s timeout:i
[log.file]
filename:s max-size:i max-days:i rotate-by-day:b max-backups:i compression:s
[security]
ssl-ca:s ssl-cert:s ssl-key:s cluster-ssl-ca:s cluster-ssl-cert:s cluster-ssl-key:s cluster-verify-cn:l
spilled-file-encryption-method:s enable-sem:b auto-tls:b tls-version:s rsa-key-size:i
[status]
report-status:b status-host:s status-port:i metrics-addr:s metrics-interval:i record-db-qps:b record-db-label:b
[performance]
max-procs:i server-memory-quota:i stmt-count-limit:i tcp-keep-alive:b tcp-no-delay:b cross-join:b stats-lease:s
pseudo-estimate-ratio:f bind-info-lease:s distinct-agg-push-down:b txn-total-size-limit:i txn-entry-size-limit:i
max-txn-ttl:i gogc:i lite-init-stats:b force-init-stats:b
[proxy-protocol]
networks:s header-timeout:i
[opentracing]
enable:b rpc-metrics:b
[opentracing.sampler]
type:s param:f sampling-server-url:s max-operations:i sampling-refresh-interval:i
[opentracing.reporter]
queue-size:i buffer-flush-interval:i log-spans:b local-agent-host-port:s
[pd-client]
pd-server-timeout:i
[tikv-client]
grpc-connection-count:i grpc-keepalive-time:i grpc-keepalive-timeout:i grpc-compression-type:s commit-timeout:s
max-batch-size:i overload-threshold:i max-batch-wait-time:i batch-wait-size:i region-cache-ttl:i store-limit:i
store-liveness-timeout:s ttl-refreshed-txn-size:i resolve-lock-lite-threshold:i
[tikv-client.copr-cache]
capacity-mb:f
[pessimistic-txn]
max-retry-count:i deadlock-history-capacity:i deadlock-history-collect-retryable:b pessimistic-auto-commit:b
[experimental]
allow-expression-index:b
[isolation-read]
engines:l
[instance]
tidb_general_log:b tidb_pprof_sql_cpu:b ddl_slow_threshold:i tidb_expensive_query_time_threshold:i tidb_force_priority:s
tidb_check_mb4_value_in_utf8:b tidb_enable_slow_log:b tidb_slow_log_threshold:i tidb_record_plan_in_slow_log:i
max_connections:i tidb_enable_ddl:b`;

const tikv = `
slow-log-file:s slow-log-threshold:s enable-io-snoop:b abort-on-panic:b memory-usage-limit:s
[quota]
foreground-cpu-time:i foreground-write-bandwidth:s foreground-read-bandwidth:s background-cpu-time:i
background-write-bandwidth:s background-read-bandwidth:s max-delay-duration:s enable-auto-tune:b
[log]
level:s format:s enable-timestamp:b
[log.file]
filename:s max-size:i max-days:i max-backups:i
[memory]
enable-heap-profiling:b profiling-sample-per-bytes:s enable-thread-exclusive-arena:b
[readpool.unified]
min-thread-count:i max-thread-count:i stack-size:s max-tasks-per-worker:i
[readpool.storage]
use-unified-pool:b high-concurrency:i normal-concurrency:i low-concurrency:i max-tasks-per-worker-high:i
max-tasks-per-worker-normal:i max-tasks-per-worker-low:i stack-size:s
[readpool.coprocessor]
use-unified-pool:b high-concurrency:i normal-concurrency:i low-concurrency:i max-tasks-per-worker-high:i
max-tasks-per-worker-normal:i max-tasks-per-worker-low:i
[resource-control]
enabled:b priority-ctl-strategy:s
[server]
end-point-concurrency:i end-point-max-concurrency:i
status-thread-pool-size:i grpc-compression-type:s grpc-concurrency:i grpc-concurrent-stream:i grpc-memory-pool-quota:s
grpc-raft-conn-num:i grpc-stream-initial-window-size:s grpc-keepalive-time:s grpc-keepalive-timeout:s
max-grpc-send-msg-len:i concurrent-send-snap-limit:i concurrent-recv-snap-limit:i end-point-recursion-limit:i
end-point-request-max-handle-duration:s end-point-memory-quota:s end-point-max-bg-concurrency:i
snap-io-max-bytes-per-sec:s enable-request-batch:b labels:m background-thread-count:i end-point-slow-log-threshold:s
[storage]
engine:s scheduler-concurrency:i scheduler-worker-pool-size:i scheduler-pending-write-threshold:s
enable-async-apply-prewrite:b reserve-space:s reserve-raft-space:s background-error-recovery-window:s
[storage.block-cache]
low-pri-pool-ratio:f
capacity:s
[storage.flow-control]
enable:b memtables-threshold:i l0-files-threshold:i soft-pending-compaction-bytes-limit:s
hard-pending-compaction-bytes-limit:s
[storage.io-rate-limit]
max-bytes-per-sec:s mode:s
[pd]
retry-interval:s retry-log-every:i retry-max-count:i
[raftstore]
raft-min-election-timeout-ticks:i raft-max-election-timeout-ticks:i
prevote:b capacity:i notify-capacity:i messages-per-tick:i pd-heartbeat-tick-interval:s
pd-store-heartbeat-tick-interval:s pd-report-min-resolved-ts-interval:s region-split-check-diff:s
split-region-check-tick-interval:s raft-entry-max-size:s raft-log-compact-sync-interval:s raft-log-gc-tick-interval:s
raft-log-gc-threshold:i raft-log-gc-count-limit:i raft-log-gc-size-limit:s raft-log-reserve-max-ticks:i
raft-engine-purge-interval:s max-peer-down-duration:s region-compact-check-interval:s region-compact-check-step:i
region-compact-min-tombstones:i region-compact-tombstones-percent:i region-compact-min-redundant-rows:i
region-compact-redundant-rows-percent:i lock-cf-compact-interval:s lock-cf-compact-bytes-threshold:s
consistency-check-interval:s cleanup-import-sst-interval:s apply-pool-size:i store-pool-size:i store-io-pool-size:i
raft-write-size-limit:s snap-generator-pool-size:i
[coprocessor]
split-region-on-table:b batch-split-limit:i region-max-size:s region-split-size:s region-max-keys:i
region-split-keys:i consistency-check-method:s
[coprocessor-v2]
coprocessor-plugin-directory:s
[rocksdb]
max-background-jobs:i max-background-flushes:i max-sub-compactions:i max-open-files:i max-manifest-file-size:s
create-if-missing:b enable-snapshot-sequence-number-check:b wal-recovery-mode:s wal-dir:s wal-ttl-seconds:i
wal-size-limit:i max-total-wal-size:s stats-dump-period:s compaction-readahead-size:s writable-file-max-buffer-size:s
use-direct-io-for-flush-and-compaction:b rate-bytes-per-sec:s rate-limiter-refill-period:s rate-limiter-mode:s
rate-limiter-auto-tuned:b enable-pipelined-write:b bytes-per-sync:s wal-bytes-per-sync:s info-log-max-size:s
info-log-roll-time:s info-log-keep-log-file-num:i info-log-dir:s info-log-level:s write-buffer-limit:s
[rocksdb.titan]
enabled:b max-background-gc:i
[rocksdb.defaultcf,rocksdb.writecf,rocksdb.lockcf,rocksdb.raftcf,raftdb.defaultcf]
compression-per-level:l bottommost-level-compression:s block-size:s bloom-filter-bits-per-key:i
block-based-bloom-filter:b level0-file-num-compaction-trigger:i level0-slowdown-writes-trigger:i
level0-stop-writes-trigger:i write-buffer-size:s max-write-buffer-number:i min-write-buffer-number-to-merge:i
max-bytes-for-level-base:s target-file-size-base:s max-compaction-bytes:s compaction-pri:s
soft-pending-compaction-bytes-limit:s hard-pending-compaction-bytes-limit:s cache-index-and-filter-blocks:b
pin-l0-filter-and-index-blocks:b read-amp-bytes-per-bit:i dynamic-level-bytes:b optimize-filters-for-hits:b
optimize-filters-for-memory:b enable-compaction-guard:b compaction-guard-min-output-file-size:s
compaction-guard-max-output-file-size:s format-version:i prepopulate-block-cache:s checksum:s max-compactions:i ttl:s
periodic-compaction-seconds:s
[rocksdb.defaultcf.titan]
min-blob-size:s blob-file-compression:s zstd-dict-size:i shared-blob-cache:b blob-cache-size:s discardable-ratio:f
blob-run-mode:s level-merge:b
[raftdb]
max-background-jobs:i max-sub-compactions:i max-open-files:i max-manifest-file-size:s create-if-missing:b
enable-snapshot-sequence-number-check:b stats-dump-period:s wal-dir:s compaction-readahead-size:s
writable-file-max-buffer-size:s use-direct-io-for-flush-and-compaction:b enable-pipelined-write:b
allow-concurrent-memtable-write:b bytes-per-sync:s wal-bytes-per-sync:s info-log-max-size:s info-log-roll-time:s
info-log-keep-log-file-num:i info-log-dir:s info-log-level:s
[raft-engine]
enable:b batch-compression-threshold:s target-file-size:s purge-threshold:s recovery-mode:s recovery-read-block-size:s
recovery-threads:i memory-limit:s format-version:i enable-log-recycle:b prefill-for-recycle:b
[security]
ca-path:s cert-path:s key-path:s cert-allowed-cn:l cert-allowed-san:l redact-info-log:b
[security.encryption]
data-encryption-method:s data-key-rotation-period:s enable-file-dictionary-log:b
[security.encryption.master-key]
type:s
[security.encryption.previous-master-key]
type:s
[import]
num-threads:i stream-channel-window:i
[backup]
num-threads:i batch-size:i sst-max-size:s enable-auto-tune:b gcp-v2-enable:b
[log-backup]
num-threads:i enable:b gcp-v2-enable:b
[backup.hadoop]
home:s linux-user:s
[pessimistic-txn]
wait-for-lock-timeout:s wake-up-delay-duration:s pipelined:b in-memory:b in-memory-peer-size-limit:s
in-memory-instance-size-limit:s
[gc]
batch-keys:i max-write-bytes-per-sec:s enable-compaction-filter:b ratio-threshold:f`;

const pd = `
auto-compaction-retention:s tick-interval:s initial-cluster-state:s
initial-cluster-token:s force-new-cluster:b
[security]
cacert-path:s cert-path:s key-path:s cert-allowed-cn:l redact-info-log:b
[security.encryption]
data-encryption-method:s data-key-rotation-period:s
[security.encryption.master-key]
type:s
[log]
level:s format:s
[log.file]
filename:s max-size:i max-days:i max-backups:i
[pd-server]
metric-storage:s dashboard-address:s
[schedule]
enable-remove-down-replica:b enable-replace-offline-replica:b enable-make-up-replica:b enable-remove-extra-replica:b
enable-location-replacement:b schedulers:x
max-merge-region-size:i max-merge-region-keys:i split-merge-interval:s max-store-down-time:s
hot-regions-write-interval:s hot-regions-reserved-days:i leader-schedule-limit:i region-schedule-limit:i
replica-schedule-limit:i merge-schedule-limit:i hot-region-schedule-limit:i leader-schedule-policy:s
tolerant-size-ratio:f low-space-ratio:f region-score-formula-version:s enable-one-way-merge:b
enable-cross-table-merge:b enable-joint-consensus:b
[replication]
enable-placement-rules-cache:b
max-replicas:i location-labels:l strictly-match-label:b isolation-level:s enable-placement-rules:b
[dashboard]
tidb-cacert-path:s tidb-cert-path:s tidb-key-path:s public-path-prefix:s internal-proxy:b enable-telemetry:b
[keyspaces]
pre-alloc:l`;

const tiproxy = `
enable-traffic-replay:b labels:m
[proxy]
tcp-keep-alive:b proxy-protocol:s graceful-wait-before-shutdown:i graceful-close-conn-timeout:i fail-backend-list:l
failover-timeout:i max-connections:i conn-buffer-size:i high-memory-usage-reject-threshold:f public-endpoints:l
[api]
enable-basic-auth:b proxy-protocol:s
[log]
level:s encoder:s simple:b
[log.log-file]
filename:s max-size:i max-days:i max-backups:i
[metering]
type:s bucket:s prefix:s endpoint:s
[advance]
ignore-wrong-namespace:b
[balance]
policy:s routing-policy:s label-name:s routing-rule:s
[security]
encryption-key-path:s require-backend-tls:b`;

const ticdc = `
log-level:s gc-ttl:i tz:s capture-session-ttl:i owner-flush-interval:s processor-flush-interval:s cluster-id:s
gc-tuner-memory-threshold:i per-table-memory-quota:i max-memory-percentage:i
[log]
error-output:s
[log.file]
max-size:i max-days:i max-backups:i
[sorter]
max-memory-percentage:i cache-size-in-mb:i
[security]
ca-path:s cert-path:s key-path:s cert-allowed-cn:l mtls:b client-user-required:b client-allowed-user:l`;

const tiflash = `
tmp_path:s path_realtime_mode:b mark_cache_size:i minmax_index_cache_size:i delta_index_cache_size:i
[storage]
format_version:i
[storage.main]
dir:l capacity:l
[storage.latest]
dir:l capacity:l
[storage.io_rate_limit]
max_bytes_per_sec:i max_read_bytes_per_sec:i max_write_bytes_per_sec:i auto_tune_sec:i
[flash]
compact_log_min_period:i graceful_wait_shutdown_timeout:i
[logger]
level:s size:s count:i
[profiles.default]
max_memory_usage:i max_memory_usage_for_all_queries:f max_threads:i dt_enable_logical_split:b
cop_pool_size:i batch_cop_pool_size:i enable_elastic_threadpool:b dt_compression_method:s dt_compression_level:i
[security]
ca_path:s cert_path:s key_path:s cert_allowed_cn:l redact_info_log:b`;

const master = `
log-level:s log-format:s log-rotate:s rpc-timeout:s rpc-rate-burst:i rpc-rate-limit:f max-txn-ops:i max-request-bytes:i
auto-compaction-mode:s auto-compaction-retention:s quota-backend-bytes:i openapi:b secret-key-path:s
[experimental]
openapi:b`;

const worker = `
log-level:s log-format:s log-rotate:s redact-info-log:b keepalive-ttl:i relay-keepalive-ttl:i`;

/** Settings of components of today, by where their configuration stands: `ComponentConfig.path`. */
export const componentSettings: ReadonlyMap<string, ConfigKeys> = new Map([
  ['pd.config', keysOf(pd)],
  ['tikv.config', keysOf(tikv)],
  ['tidb.config', keysOf(tidb)],
  ['tiflash.config.config', keysOf(tiflash)],
  ['ticdc.config', keysOf(ticdc)],
  ['tiproxy.config', keysOf(tiproxy)],
  ['master.config', keysOf(master)],
  ['worker.config', keysOf(worker)],
]);
