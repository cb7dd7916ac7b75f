import { keysOf } from './keysOf.ts';
import type { ConfigKeys } from './keysOf.ts';

/**
 * What the operator keeps of a configuration that is written as a map: it reads maps into structures from the days of TiDB 4, and
 * what these do not have is gone.
 * pkg/apis/pingcap/v1alpha1/{tidb,tikv,pd,tiflash,dm}_config.go and types.go (TiCDCConfig)
 */
const tidb = `
cors:s socket:s lease:s run-ddl:b split-table:b token-limit:i oom-use-tmp-storage:b tmp-storage-path:s oom-action:s
max-index-length:i mem-quota-query:i tmp-storage-quota:i enable-streaming:b enable-batch-dml:b lower-case-table-names:i
compatible-kill-query:b check-mb4-value-in-utf8:b alter-primary-key:b treat-old-version-utf8-as-utf8mb4:b
split-region-max-num:i repair-mode:b repair-table-list:l max-server-connections:i
new_collations_enabled_on_first_bootstrap:b enable-dynamic-config:b enable-table-lock:b delay-clean-table-lock:i
skip-register-to-dashboard:b enable-telemetry:b labels:m
[txn-local-latches]
enabled:b capacity:i
[log]
level:s format:s disable-timestamp:b enable-timestamp:b enable-error-stack:b enable-slow-log:b slow-query-file:s
slow-threshold:i expensive-threshold:i query-log-max-len:i record-plan-in-slow-log:i
[log.file]
filename:s log-rotate:b max-size:i max-days:i max-backups:i
[security]
skip-grant-table:b ssl-ca:s ssl-cert:s ssl-key:s cluster-ssl-ca:s cluster-ssl-cert:s cluster-ssl-key:s
cluster-verify-cn:l
[status]
metrics-addr:s metrics-interval:i report-status:b record-db-qps:b
[performance]
max-procs:i max-memory:i stats-lease:s stmt-count-limit:i feedback-probability:f query-feedback-limit:i
pseudo-estimate-ratio:f force-priority:s bind-info-lease:s txn-total-size-limit:i tcp-keep-alive:b cross-join:b
run-auto-analyze:b agg-push-down-join:b committer-concurrency:i max-txn-ttl:i txn-entry-count-limit:i
[prepared-plan-cache]
enabled:b capacity:i memory-guard-ratio:f
[opentracing]
enable:b rpc-metrics:b
[opentracing.sampler]
type:s param:f sampling-server-url:s max-operations:i sampling-refresh-interval:i
[opentracing.reporter]
queue-size:i buffer-flush-interval:i log-spans:b local-agent-host-port:s
[proxy-protocol]
networks:s header-timeout:i
[tikv-client]
grpc-connection-count:i grpc-keepalive-time:i grpc-keepalive-timeout:i commit-timeout:s max-txn-time-use:i
max-batch-size:i overload-threshold:i max-batch-wait-time:i batch-wait-size:i region-cache-ttl:i store-limit:i
store-liveness-timeout:s
[tikv-client.copr-cache]
enable:b capacity-mb:f admission-max-result-mb:f admission-min-process-ms:i
[binlog]
enable:b write-timeout:s ignore-error:b binlog-socket:s strategy:s
[plugin]
dir:s load:s
[pessimistic-txn]
enable:b max-retry-count:i
[stmt-summary]
enable:b enable-internal-query:b max-stmt-count:i max-sql-length:i refresh-interval:i history-size:i
[isolation-read]
engines:l
[experimental]
allow-auto-random:b allow-expression-index:b`;

const tikv = `
log-level:s log-file:s log-format:s slow-log-file:s slow-log-threshold:s log-rotation-timespan:s log-rotation-size:s
refresh-config-interval:s panic-when-unexpected-key-or-data:b
[server]
status-thread-pool-size:s max-grpc-send-msg-len:i grpc-compression-type:s grpc-concurrency:i grpc-concurrent-stream:i
grpc-memory-pool-quota:s grpc-raft-conn-num:i grpc-stream-initial-window-size:s grpc-keepalive-time:s
grpc-keepalive-timeout:s concurrent-send-snap-limit:i concurrent-recv-snap-limit:i end-point-recursion-limit:i
end-point-stream-channel-size:i end-point-batch-row-limit:i end-point-stream-batch-row-limit:i
end-point-enable-batch-if-possible:i end-point-request-max-handle-duration:s snap-max-write-bytes-per-sec:s
snap-max-total-size:s stats-concurrency:i heavy-load-threshold:i heavy-load-wait-duration:s labels:m
enable-request-batch:b request-batch-enable-cross-command:b request-batch-wait-duration:s
[storage]
max-key-size:i scheduler-notify-capacity:i scheduler-concurrency:i scheduler-worker-pool-size:i
scheduler-pending-write-threshold:s reserve-space:s
[storage.block-cache]
shared:b capacity:s num-shard-bits:i strict-capacity-limit:b high-pri-pool-ratio:f memory-allocator:s
[raftstore]
sync-log:b prevote:b raft-base-tick-interval:s raft-heartbeat-ticks:i raft-election-timeout-ticks:i
raft-entry-max-size:s raft-max-size-per-msg:s raft-max-inflight-msgs:i raft-log-gc-tick-interval:s
raft-log-gc-threshold:i raft-log-gc-count-limit:i raft-log-gc-size-limit:s raft-entry-cache-life-time:s
raft-reject-transfer-leader-duration:s split-region-check-tick-interval:s region-split-check-diff:s
region-compact-check-interval:s clean-stale-peer-delay:s region-compact-check-step:i region-compact-min-tombstones:i
region-compact-tombstones-percent:i pd-heartbeat-tick-interval:s pd-store-heartbeat-tick-interval:s
snap-mgr-gc-tick-interval:s snap-gc-timeout:s lock-cf-compact-interval:s lock-cf-compact-bytes-threshold:s
notify-capacity:i messages-per-tick:i max-peer-down-duration:s max-leader-missing-duration:s
abnormal-leader-missing-duration:s peer-stale-state-check-interval:s leader-transfer-max-log-lag:i
snap-apply-batch-size:s consistency-check-interval:s report-region-flow-interval:s raft-store-max-leader-lease:s
right-derive-when-split:b allow-remove-leader:b merge-max-log-gap:i merge-check-tick-interval:s use-delete-range:b
cleanup-import-sst-interval:s apply-max-batch-size:i apply-pool-size:i store-max-batch-size:i store-pool-size:i
store-reschedule-duration:s apply-yield-duration:s hibernate-regions:b apply-early:b perf-level:i dev-assert:b
[rocksdb]
wal-recovery-mode:i wal-ttl-seconds:i wal-size-limit:s max-total-wal-size:s max-background-jobs:i
max-manifest-file-size:s create-if-missing:b max-open-files:i enable-statistics:b stats-dump-period:s
compaction-readahead-size:s info-log-max-size:s info-log-roll-time:s info-log-keep-log-file-num:i info-log-dir:s
rate-bytes-per-sec:s rate-limiter-mode:i auto-tuned:b bytes-per-sync:s wal-bytes-per-sync:s max-sub-compactions:i
writable-file-max-buffer-size:s use-direct-io-for-flush-and-compaction:b enable-pipelined-write:b
[rocksdb.defaultcf,rocksdb.writecf,rocksdb.lockcf,rocksdb.raftcf,raftdb.defaultcf]
block-size:s block-cache-size:s disable-block-cache:b cache-index-and-filter-blocks:b pin-l0-filter-and-index-blocks:b
use-bloom-filter:b optimize-filters-for-hits:b whole-key-filtering:b bloom-filter-bits-per-key:i
block-based-bloom-filter:b read-amp-bytes-per-bit:i compression-per-level:l write-buffer-size:s
max-write-buffer-number:i min-write-buffer-number-to-merge:i max-bytes-for-level-base:s target-file-size-base:s
level0-file-num-compaction-trigger:i level0-slowdown-writes-trigger:i level0-stop-writes-trigger:i
max-compaction-bytes:s compaction-pri:i dynamic-level-bytes:b num-levels:i max-bytes-for-level-multiplier:i
compaction-style:i disable-auto-compactions:b soft-pending-compaction-bytes-limit:s
hard-pending-compaction-bytes-limit:s force-consistency-checks:b prop-size-index-distance:i prop-keys-index-distance:i
enable-doubly-skiplist:b
[rocksdb.defaultcf.titan,rocksdb.writecf.titan,rocksdb.lockcf.titan,rocksdb.raftcf.titan,raftdb.defaultcf.titan]
min-blob-size:s blob-file-compression:s blob-cache-size:s min-gc-batch-size:s max-gc-batch-size:s discardable-ratio:f
sample-ratio:f merge-small-file-threshold:s blob-run-mode:s level_merge:b gc-merge-rewrite:b
[rocksdb.titan]
enabled:b dirname:s disable-gc:b max-background-gc:i purge-obsolete-files-period:s
[coprocessor]
split-region-on-table:b batch-split-limit:i region-max-size:s region-split-size:s region-max-keys:i region-split-keys:i
[readpool.unified]
min-thread-count:i max-thread-count:i stack-size:s max-tasks-per-worker:i
[readpool.coprocessor,readpool.storage]
high-concurrency:i normal-concurrency:i low-concurrency:i max-tasks-per-worker-high:i max-tasks-per-worker-normal:i
max-tasks-per-worker-low:i stack-size:s use-unified-pool:b
[raftdb]
wal-recovery-mode:s wal-dir:s wal-ttl-seconds:i wal-size-limit:s max-total-wal-size:s max-background-jobs:i
max-manifest-file-size:s create-if-missing:b max-open-files:i enable-statistics:b stats-dump-period:s
compaction-readahead-size:s info-log-max-size:s info-log-roll-time:s info-log-keep-log-file-num:i info-log-dir:s
max-sub-compactions:i writable-file-max-buffer-size:s use-direct-io-for-flush-and-compaction:b enable-pipelined-write:b
allow-concurrent-memtable-write:b bytes-per-sync:s wal-bytes-per-sync:s
[import]
import-dir:s num-threads:i num-import-jobs:i num-import-sst-jobs:i max-prepare-duration:s region-split-size:s
stream-channel-window:i max-open-engines:i upload-speed-limit:s
[gc]
batch-keys:i max-write-bytes-per-sec:s enable-compaction-filter:b compaction-filter-skip-version-check:b
[pd]
endpoints:l retry-interval:s retry-max-count:i retry-log-every:i
[security]
ca-path:s cert-path:s key-path:s cert-allowed-cn:l override-ssl-target:s cipher-file:s
[security.encryption]
data-encryption-method:s data-key-rotation-period:s
[security.encryption.master-key]
type:s method:s path:s key-id:s access-key:s secret-access-key:s region:s endpoint:s
[security.encryption.previous-master-key]
type:s method:s path:s key-id:s access-key:s secret-access-key:s region:s endpoint:s
[pessimistic-txn]
enabled:b wait-for-lock-timeout:s wake-up-delay-duration:s pipelined:b
[backup]
num-threads:i`;

const pd = `
force-new-cluster:b enable-grpc-gateway:b initial-cluster-token:s lease:i log-file:s log-level:s tso-save-interval:s
namespace:x cluster-version:s quota-backend-bytes:s auto-compaction-mode:s auto-compaction-retention-v2:s
tikv-interval:s election-interval:s enable-prevote:b label-property:x namespace-classifier:s
[log]
level:s format:s disable-timestamp:b development:b disable-caller:b disable-stacktrace:b disable-error-verbose:b
[log.file]
filename:s log-rotate:b max-size:i max-days:i max-backups:i
[metric]
job:s address:s interval:s
[schedule]
max-snapshot-count:i max-pending-peer-count:i max-merge-region-size:i max-merge-region-keys:i split-merge-interval:s
patrol-region-interval:s max-store-down-time:s leader-schedule-limit:i region-schedule-limit:i replica-schedule-limit:i
merge-schedule-limit:i hot-region-schedule-limit:i hot-region-cache-hits-threshold:i tolerant-size-ratio:f
low-space-ratio:f high-space-ratio:f disable-raft-learner:b disable-remove-down-replica:b
disable-replace-offline-replica:b disable-make-up-replica:b disable-remove-extra-replica:b
disable-location-replacement:b disable-namespace-relocation:b schedulers-v2:x schedulers-payload:m
enable-one-way-merge:b enable-cross-table-merge:b
[replication]
max-replicas:i location-labels:l strictly-match-label:b enable-placement-rules:b
[pd-server]
use-region-storage:b metric-storage:s
[security]
cacert-path:s cert-path:s key-path:s cert-allowed-cn:l
[dashboard]
tidb-cacert-path:s tidb-cert-path:s tidb-key-path:s public-path-prefix:s internal-proxy:b disable-telemetry:b
enable-telemetry:b enable-experimental:b`;

const tiflash = `
tmp_path:s display_name:s default_profile:s path:s path_realtime_mode:b mark_cache_size:i minmax_index_cache_size:i
listen_host:s tcp_port:i http_port:i tcp_port_secure:i https_port:i interserver_http_port:i
[flash]
tidb_status_addr:s service_addr:s overlap_threshold:f compact_log_min_period:i
[flash.flash_cluster]
cluster_manager_path:s log:s refresh_interval:i update_rule_interval:i master_ttl:i
[flash.proxy]
addr:s advertise-addr:s data-dir:s config:s log-file:s
[logger]
errorlog:s size:s log:s level:s count:i
[application]
runAsDaemon:b
[raft]
pd_addr:s kvstore_path:s storage_engine:s
[status]
metrics_port:i
[quotas.default.interval]
duration:i queries:i errors:i result_rows:i read_rows:i execution_time:i
[users.readonly]
password:s profile:s quota:s
[users.readonly.networks]
ip:s
[users.default]
password:s profile:s quota:s
[users.default.networks]
ip:s
[profiles.readonly]
readonly:i max_memory_usage:i use_uncompressed_cache:i load_balancing:s
[profiles.default]
readonly:i max_memory_usage:i use_uncompressed_cache:i load_balancing:s
[security]
ca_path:s cert_path:s key_path:s cert_allowed_cn:l`;

const ticdc = `
timezone:s gcTTL:i logLevel:s logFile:s`;

const master = `
log-level:s log-file:s log-format:s rpc-timeout:s rpc-rate-limit:f rpc-rate-burst:i ssl-ca:s ssl-cert:s ssl-key:s
cert-allowed-cn:l
[experimental]
openapi:b`;

const worker = `
log-level:s log-file:s log-format:s keepalive-ttl:i ssl-ca:s ssl-cert:s ssl-key:s cert-allowed-cn:l`;

/** The proxy of TiFlash has these in its own way, and most other tables of TiKV. */
const proxy = `
log-level:s log-file:s log-rotation-timespan:s panic-when-unexpected-key-or-data:b
[server]
engine-addr:s status-addr:s advertise-status-addr:s status-thread-pool-size:s max-grpc-send-msg-len:i
grpc-compression-type:s grpc-concurrency:i grpc-concurrent-stream:i grpc-memory-pool-quota:s grpc-raft-conn-num:i
grpc-stream-initial-window-size:s grpc-keepalive-time:s grpc-keepalive-timeout:s concurrent-send-snap-limit:i
concurrent-recv-snap-limit:i end-point-recursion-limit:i end-point-stream-channel-size:i end-point-batch-row-limit:i
end-point-stream-batch-row-limit:i end-point-enable-batch-if-possible:i end-point-request-max-handle-duration:s
snap-max-write-bytes-per-sec:s snap-max-total-size:s stats-concurrency:i heavy-load-threshold:i
heavy-load-wait-duration:s labels:m enable-request-batch:b request-batch-enable-cross-command:b
request-batch-wait-duration:s`;
const proxyTables = new Set(
  `
storage storage.block-cache raftstore rocksdb rocksdb.defaultcf rocksdb.defaultcf.titan rocksdb.writecf
rocksdb.writecf.titan rocksdb.lockcf rocksdb.lockcf.titan rocksdb.raftcf rocksdb.raftcf.titan rocksdb.titan coprocessor
readpool.unified readpool.coprocessor readpool.storage raftdb raftdb.defaultcf raftdb.defaultcf.titan import gc pd
security security.encryption security.encryption.master-key security.encryption.previous-master-key`
    .trim()
    .split(/\s+/),
);

/** By the path of the configuration below `spec`. */
export const configKeys: ReadonlyMap<string, ConfigKeys> = new Map([
  ['pd.config', keysOf(pd)],
  ['tikv.config', keysOf(tikv)],
  ['tidb.config', keysOf(tidb)],
  ['tiflash.config.config', keysOf(tiflash)],
  ['tiflash.config.proxy', new Map([...keysOf(tikv, proxyTables), ...keysOf(proxy)])],
  ['ticdc.config', keysOf(ticdc)],
  ['master.config', keysOf(master)],
  ['worker.config', keysOf(worker)],
]);
