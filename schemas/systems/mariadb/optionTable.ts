/** How the server reads what stands behind `=`. */
export type OptionType =
  /** A whole number, one letter of `KMGTPE` behind it. */
  | 'integer'
  /** The same, and never below 0. */
  | 'unsigned'
  | 'decimal'
  /** On or off; any other word is off. */
  | 'switch'
  /** The same of a plugin that is on by itself; any other word leaves it as it is. */
  | 'plugin-switch'
  /** One of the words. */
  | 'word'
  /** Words with commas between them. */
  | 'words'
  /** As `mrr=on`, with commas between them. */
  | 'switches'
  /** Anything, as far as it is known here. */
  | 'text'
  /** Nothing may stand behind it. */
  | 'bare';

/**
 * Options of the server by what they take, with `_` between words. `!`: the server does not start where nothing stands behind the name.
 * `>`: not known to 10.11, `<`: not known to 11.8. Behind `=` the words that any of them knows. Asked of MariaDB 10.11.19 and 11.8.9
 * themselves, name by name; those that only later releases have are taken from the list of what each adds:
 * https://mariadb.com/docs/server/ha-and-performance/optimization-and-tuning/system-variables/system-and-status-variables-added-by-major-release
 */
export const optionTable: Readonly<Record<OptionType, string>> = {
  integer:
    'debug_abort_slave_event_count! debug_disconnect_slave_event_count! debug_max_binlog_dump_events! ' +
    'innodb_autoinc_lock_mode! max_user_connections! performance_schema_accounts_size! ' +
    'performance_schema_digests_size! performance_schema_events_stages_history_long_size! ' +
    'performance_schema_events_stages_history_size! ' +
    'performance_schema_events_statements_history_long_size! ' +
    'performance_schema_events_statements_history_size! ' +
    'performance_schema_events_transactions_history_long_size! ' +
    'performance_schema_events_transactions_history_size! ' +
    'performance_schema_events_waits_history_long_size! performance_schema_events_waits_history_size! ' +
    'performance_schema_hosts_size! performance_schema_max_cond_instances! ' +
    'performance_schema_max_digest_length! performance_schema_max_file_instances! ' +
    'performance_schema_max_index_stat! performance_schema_max_metadata_locks! ' +
    'performance_schema_max_mutex_instances! performance_schema_max_prepared_statements_instances! ' +
    'performance_schema_max_program_instances! performance_schema_max_rwlock_instances! ' +
    'performance_schema_max_socket_instances! performance_schema_max_sql_text_length! ' +
    'performance_schema_max_table_handles! performance_schema_max_table_instances! ' +
    'performance_schema_max_table_lock_stat! performance_schema_max_thread_instances! ' +
    'performance_schema_session_connect_attrs_size! performance_schema_setup_actors_size! ' +
    'performance_schema_setup_objects_size! performance_schema_users_size! tcp_keepalive_interval! ' +
    'tcp_keepalive_probes! tcp_keepalive_time!',
  unsigned:
    'analyze_max_length! aria_block_size! aria_checkpoint_interval! aria_checkpoint_log_activity! ' +
    'aria_force_start_after_recovery_failures! aria_group_commit_interval! aria_log_file_size! ' +
    'aria_max_sort_file_size! aria_pagecache_age_threshold! aria_pagecache_buffer_size! ' +
    'aria_pagecache_division_limit! aria_pagecache_file_hash_size! aria_repair_threads! ' +
    'aria_sort_buffer_size! auto_increment_increment auto_increment_offset back_log! binlog_cache_size! ' +
    'binlog_commit_wait_count! binlog_commit_wait_usec! binlog_expire_logs_seconds! ' +
    'binlog_file_cache_size! binlog_gtid_index_page_size!> binlog_gtid_index_span_min!> ' +
    'binlog_large_commit_threshold!> binlog_row_event_max_size! binlog_space_limit!> ' +
    'binlog_stmt_cache_size! bulk_insert_buffer_size! column_compression_threshold! ' +
    'column_compression_zlib_level! connect_timeout! deadlock_search_depth_long! ' +
    'deadlock_search_depth_short! deadlock_timeout_long! deadlock_timeout_short! ' +
    'default_password_lifetime! default_week_format! delayed_insert_limit! delayed_insert_timeout! ' +
    'delayed_queue_size! div_precision_increment! eq_range_index_dive_limit! expensive_subquery_limit! ' +
    'extra_max_connections! extra_port! feedback_send_retry_wait! feedback_send_timeout! flush_time! ' +
    'ft_max_word_len! ft_min_word_len! ft_query_expansion_limit! group_concat_max_len! ' +
    'gtid_cleanup_batch_size! gtid_domain_id! histogram_size! host_cache_size! ' +
    'idle_readonly_transaction_timeout! idle_transaction_timeout! idle_write_transaction_timeout! ' +
    'in_predicate_conversion_threshold! innodb_adaptive_hash_index_cells!> ' +
    'innodb_adaptive_hash_index_parts innodb_autoextend_increment! innodb_buf_dump_status_frequency! ' +
    'innodb_buffer_pool_chunk_size! innodb_buffer_pool_dump_pct! innodb_buffer_pool_size! ' +
    'innodb_buffer_pool_size_auto_min! innodb_buffer_pool_size_max! innodb_change_buffer_max_size!< ' +
    'innodb_compression_failure_threshold_pct innodb_compression_level! innodb_compression_pad_pct_max ' +
    'innodb_default_encryption_key_id! innodb_encryption_rotate_key_age! ' +
    'innodb_encryption_rotation_iops! innodb_encryption_threads! innodb_fast_shutdown ' +
    'innodb_fatal_semaphore_wait_threshold! innodb_fill_factor! innodb_flush_log_at_timeout ' +
    'innodb_flush_log_at_trx_commit innodb_flush_neighbors innodb_flushing_avg_loops! ' +
    'innodb_force_recovery! innodb_ft_cache_size! innodb_ft_max_token_size! innodb_ft_min_token_size! ' +
    'innodb_ft_num_word_optimize innodb_ft_result_cache_limit! innodb_ft_sort_pll_degree! ' +
    'innodb_ft_total_cache_size! innodb_io_capacity! innodb_io_capacity_max! innodb_lock_wait_timeout! ' +
    'innodb_log_buffer_size! innodb_log_file_size! innodb_log_spin_wait_delay ' +
    'innodb_log_write_ahead_size! innodb_lru_scan_depth! innodb_max_purge_lag! ' +
    'innodb_max_purge_lag_delay! innodb_max_purge_lag_wait! innodb_max_undo_log_size ' +
    'innodb_old_blocks_pct! innodb_old_blocks_time! innodb_online_alter_log_max_size! innodb_open_files! ' +
    'innodb_page_size innodb_purge_batch_size innodb_purge_threads innodb_read_ahead_threshold! ' +
    'innodb_read_io_threads! innodb_sort_buffer_size! innodb_spin_wait_delay ' +
    'innodb_stats_modified_counter! innodb_stats_persistent_sample_pages! ' +
    'innodb_stats_transient_sample_pages! innodb_sync_spin_loops! innodb_undo_tablespaces! ' +
    'innodb_write_io_threads! interactive_timeout! join_buffer_size! join_buffer_space_limit! ' +
    'join_cache_level! key_buffer_size! key_cache_age_threshold! key_cache_block_size! ' +
    'key_cache_division_limit! key_cache_file_hash_size! key_cache_segments! lock_wait_timeout! ' +
    'log_bin_compress_min_len log_slow_max_warnings! log_slow_min_examined_row_limit! ' +
    'log_slow_rate_limit! log_tc_size! log_warnings lower_case_table_names master_retry_count! ' +
    'max_allowed_packet! max_binlog_cache_size! max_binlog_size! max_binlog_stmt_cache_size! ' +
    'max_binlog_total_size!> max_connect_errors! max_connections! max_delayed_threads! ' +
    'max_digest_length! max_error_count! max_heap_table_size! max_join_size! max_length_for_sort_data! ' +
    'max_password_errors! max_prepared_stmt_count! max_recursive_iterations max_relay_log_size! ' +
    'max_rowid_filter_size! max_seeks_for_key! max_session_mem_used! max_sort_length! ' +
    'max_sp_recursion_depth max_tmp_session_space_usage!> max_tmp_tables!< max_tmp_total_space_usage!> ' +
    'max_write_lock_count! metadata_locks_cache_size! metadata_locks_hash_instances! mhnsw_default_m!> ' +
    'mhnsw_ef_search!> mhnsw_max_cache_size!> min_examined_row_limit! mrr_buffer_size! ' +
    'myisam_block_size! myisam_data_pointer_size! myisam_max_sort_file_size! myisam_mmap_size! ' +
    'myisam_repair_threads! myisam_sort_buffer_size! net_buffer_length! net_read_timeout! ' +
    'net_retry_count! net_write_timeout! open_files_limit! optimizer_extra_pruning_depth! ' +
    'optimizer_join_limit_pref_ratio! optimizer_max_sel_arg_weight! optimizer_max_sel_args! ' +
    'optimizer_prune_level! optimizer_search_depth! optimizer_selectivity_sampling_limit! ' +
    'optimizer_trace_max_mem_size! optimizer_use_condition_selectivity! ' +
    'performance_schema_max_cond_classes! performance_schema_max_file_classes! ' +
    'performance_schema_max_file_handles! performance_schema_max_memory_classes! ' +
    'performance_schema_max_mutex_classes! performance_schema_max_rwlock_classes! ' +
    'performance_schema_max_socket_classes! performance_schema_max_stage_classes! ' +
    'performance_schema_max_statement_classes! performance_schema_max_statement_stack! ' +
    'performance_schema_max_thread_classes! port! port_open_timeout! preload_buffer_size! ' +
    'profiling_history_size! progress_report_time! query_alloc_block_size! query_cache_limit! ' +
    'query_cache_min_res_unit! query_cache_size! query_prealloc_size! range_alloc_block_size! ' +
    'read_binlog_speed_limit! read_buffer_size! read_rnd_buffer_size! relay_log_space_limit! ' +
    'report_port! rowid_merge_buff_size! rpl_semi_sync_master_timeout! rpl_semi_sync_master_trace_level! ' +
    'rpl_semi_sync_slave_kill_conn_timeout rpl_semi_sync_slave_trace_level! server_id! ' +
    'slave_connections_needed_for_purge!> slave_domain_parallel_threads! slave_max_allowed_packet! ' +
    'slave_net_timeout! slave_parallel_max_queued! slave_parallel_threads! slave_parallel_workers! ' +
    'slave_transaction_retries! slave_transaction_retry_interval! slow_launch_time! sort_buffer_size! ' +
    'stored_program_cache! sync_binlog! sync_master_info! sync_relay_log! sync_relay_log_info! ' +
    'table_cache! table_definition_cache! table_open_cache! table_open_cache_instances! ' +
    'thread_cache_size! thread_pool_idle_timeout! thread_pool_max_threads! thread_pool_oversubscribe! ' +
    'thread_pool_prio_kickup_timer! thread_pool_size! thread_pool_stall_limit! thread_stack! ' +
    'tmp_disk_table_size! tmp_memory_table_size! tmp_table_size! transaction_alloc_block_size! ' +
    'transaction_prealloc_size! wait_timeout! wsrep_gtid_domain_id! wsrep_ignore_apply_errors! ' +
    'wsrep_max_ws_rows! wsrep_max_ws_size! wsrep_mysql_replication_bundle! wsrep_retry_autocommit! ' +
    'wsrep_slave_threads! wsrep_sync_wait wsrep_trx_fragment_size!',
  decimal:
    'analyze_sample_percentage! expire_logs_days! innodb_adaptive_flushing_lwm! ' +
    'innodb_max_dirty_pages_pct! innodb_max_dirty_pages_pct_lwm! log_slow_always_query_time!> ' +
    'log_slow_query_time! long_query_time! max_statement_time! optimizer_disk_read_cost!> ' +
    'optimizer_disk_read_ratio!> optimizer_index_block_copy_cost!> optimizer_key_compare_cost!> ' +
    'optimizer_key_copy_cost!> optimizer_key_lookup_cost!> optimizer_key_next_find_cost!> ' +
    'optimizer_row_copy_cost!> optimizer_row_lookup_cost!> optimizer_row_next_find_cost!> ' +
    'optimizer_rowid_compare_cost!> optimizer_rowid_copy_cost!> optimizer_scan_setup_cost!> ' +
    'optimizer_where_cost!> slave_abort_blocking_timeout!> slave_max_statement_time!',
  switch:
    'allow_suspicious_udfs aria_encrypt_tables aria_page_checksum! autocommit automatic_sp_privileges ' +
    'big_tables binlog_alter_two_phase binlog_annotate_row_events ' +
    'binlog_direct_non_transactional_updates binlog_gtid_index> binlog_legacy_event_pos> ' +
    'binlog_optimize_thread_scheduling! column_compression_zlib_wrap core_file debug_no_thread_alarm< ' +
    'disconnect_on_expired_password encrypt_binlog encrypt_tmp_disk_tables encrypt_tmp_files ' +
    'explicit_defaults_for_timestamp flush general_log gtid_ignore_duplicates gtid_strict_mode ' +
    'ignore_builtin_innodb innodb_adaptive_hash_index innodb_buffer_pool_dump_at_shutdown! ' +
    'innodb_buffer_pool_dump_now! innodb_buffer_pool_in_core_dump innodb_buffer_pool_load_abort! ' +
    'innodb_buffer_pool_load_at_startup! innodb_buffer_pool_load_now! innodb_cmp innodb_cmp_per_index ' +
    'innodb_cmp_per_index_enabled innodb_compression_default innodb_data_file_buffering> ' +
    'innodb_data_file_write_through> innodb_disable_sort_file_cache innodb_encrypt_log ' +
    'innodb_encrypt_temporary_tables innodb_force_primary_key innodb_ft_enable_diag_print ' +
    'innodb_ft_enable_stopword innodb_immediate_scrub_data_uncompressed! innodb_index_shrink> ' +
    'innodb_log_checkpoint_now innodb_log_file_buffering innodb_log_file_mmap ' +
    'innodb_log_file_write_through> innodb_prefix_index_cluster_optimization innodb_print_all_deadlocks ' +
    'innodb_read_only innodb_read_only_compressed innodb_rollback_on_timeout innodb_snapshot_isolation ' +
    'innodb_stats_auto_recalc innodb_stats_include_delete_marked innodb_stats_on_metadata ' +
    'innodb_stats_persistent innodb_stats_traditional! innodb_status_file innodb_status_output ' +
    'innodb_status_output_locks innodb_strict_mode innodb_table_locks ' +
    'innodb_truncate_temporary_tablespace_now> innodb_undo_log_truncate keep_files_on_create large_pages ' +
    'local_infile log_bin_compress log_bin_trust_function_creators log_queries_not_using_indexes ' +
    'log_slave_updates log_slow_admin_statements log_slow_query log_slow_slave_statements ' +
    'low_priority_updates master_verify_checksum mysql56_temporal_format old old_passwords ' +
    'performance_schema performance_schema_consumer_events_stages_current ' +
    'performance_schema_consumer_events_stages_history ' +
    'performance_schema_consumer_events_stages_history_long ' +
    'performance_schema_consumer_events_statements_current ' +
    'performance_schema_consumer_events_statements_history ' +
    'performance_schema_consumer_events_statements_history_long ' +
    'performance_schema_consumer_events_transactions_current ' +
    'performance_schema_consumer_events_transactions_history ' +
    'performance_schema_consumer_events_transactions_history_long ' +
    'performance_schema_consumer_events_waits_current performance_schema_consumer_events_waits_history ' +
    'performance_schema_consumer_events_waits_history_long ' +
    'performance_schema_consumer_global_instrumentation performance_schema_consumer_statements_digest ' +
    'performance_schema_consumer_thread_instrumentation query_cache_strip_comments ' +
    'query_cache_wlock_invalidate read_only relay_log_purge relay_log_recovery ' +
    'replicate_annotate_row_events require_secure_transport rpl_semi_sync_master_enabled ' +
    'rpl_semi_sync_master_wait_no_slave rpl_semi_sync_slave_delay_master rpl_semi_sync_slave_enabled ' +
    'secure_auth session_track_schema session_track_state_change skip_grant_tables skip_name_resolve ' +
    'skip_networking skip_show_database slave_compressed_protocol slave_sql_verify_checksum ' +
    'slow_query_log sql_safe_updates ssl standard_compliant_cte strict_password_validation sync_frm ' +
    'system_versioning_insert_history tcp_nodelay thread_pool_dedicated_listener thread_pool_exact_stats ' +
    'transaction_read_only userstat wsrep_auto_increment_control wsrep_certify_non wsrep_convert_ ' +
    'wsrep_desync wsrep_dirty_reads wsrep_drupal_282555_workaround wsrep_gtid_mode wsrep_log_conflicts ' +
    'wsrep_on wsrep_recover wsrep_restart_slave wsrep_slave_fk_checks wsrep_slave_uk_checks ' +
    'wsrep_sst_donor_rejects_queries',
  'plugin-switch':
    'innodb_adaptive_flushing innodb_alter_copy_bulk innodb_deadlock_detect innodb_file_per_table ' +
    'innodb_flush_sync innodb_numa_interleave innodb_optimize_fulltext_only innodb_random_read_ahead ' +
    'innodb_use_atomic_writes innodb_use_native_aio myisam_use_mmap',
  word:
    'alter_algorithm=DEFAULT,COPY,INPLACE,NOCOPY,INSTANT aria_group_commit!=none,hard,soft ' +
    'aria_log_purge_type!=immediate,external,at_flush ' +
    'aria_stats_method!=nulls_unequal,nulls_equal,nulls_ignored aria_sync_log_dir!=NEVER,NEWFILE,ALWAYS ' +
    'binlog_checksum!=NONE,CRC32 binlog_format!=MIXED,STATEMENT,ROW ' +
    'binlog_row_image!=MINIMAL,NOBLOB,FULL,FULL_NODUP binlog_row_metadata!=NO_LOG,MINIMAL,FULL ' +
    'block_encryption_mode!>=aes-128-ecb,aes-192-ecb,aes-256-ecb,aes-128-cbc,aes-192-cbc,aes-256-cbc,aes-128-ctr,aes-192-ctr,aes-256-ctr ' +
    'column_compression_zlib_strategy!=DEFAULT_STRATEGY,FILTERED,HUFFMAN_ONLY,RLE,FIXED ' +
    'completion_type!=NO_CHAIN,CHAIN,RELEASE concurrent_insert=NEVER,AUTO,ALWAYS ' +
    'delay_key_write=OFF,ON,ALL event_scheduler=OFF,ON,DISABLED,ORIGINAL ' +
    'histogram_type!=SINGLE_PREC_HB,DOUBLE_PREC_HB,JSON_HB init_rpl_role!=MASTER,SLAVE ' +
    'innodb_checksum_algorithm!=crc32,strict_crc32,full_crc32,strict_full_crc32 ' +
    'innodb_compression_algorithm=none,zlib,lz4,lzo,lzma,bzip2,snappy ' +
    'innodb_deadlock_report!=off,basic,full innodb_default_row_format!=redundant,compact,dynamic ' +
    'innodb_encrypt_tables=OFF,ON,FORCE ' +
    'innodb_flush_method!=fsync,O_DSYNC,littlesync,nosync,O_DIRECT,O_DIRECT_NO_FSYNC ' +
    'innodb_instant_alter_column_allowed!=never,add_last,add_drop_reorder ' +
    'innodb_linux_aio!=auto,io_uring,aio innodb_stats_method!=nulls_equal,nulls_unequal,nulls_ignored ' +
    'mhnsw_default_distance!>=euclidean,cosine ' +
    'myisam_stats_method!=NULLS_UNEQUAL,NULLS_EQUAL,NULLS_IGNORED ' +
    'old_alter_table<=DEFAULT,COPY,INPLACE,NOCOPY,INSTANT ' +
    'plugin_maturity!=unknown,experimental,alpha,beta,gamma,stable query_cache_type!=OFF,ON,DEMAND ' +
    'replicate_events_marked_for_skip!=REPLICATE,FILTER_ON_SLAVE,FILTER_ON_MASTER ' +
    'rpl_semi_sync_master_wait_point!=AFTER_SYNC,AFTER_COMMIT secure_timestamp!=NO,SUPER,REPLICATION,YES ' +
    'session_track_transaction_info!=OFF,STATE,CHARACTERISTICS slave_ddl_exec_mode!=STRICT,IDEMPOTENT ' +
    'slave_exec_mode!=STRICT,IDEMPOTENT ' +
    'slave_parallel_mode!=none,minimal,conservative,optimistic,aggressive ' +
    'slave_run_triggers_for_rbr!=NO,YES,LOGGING,ENFORCE system_versioning_alter_history!=ERROR,KEEP ' +
    'tc_heuristic_recover!=OFF,COMMIT,ROLLBACK ' +
    'thread_handling!=one-thread-per-connection,no-threads,pool-of-threads ' +
    'thread_pool_priority!=high,low,auto ' +
    'transaction_isolation!=READ-UNCOMMITTED,READ-COMMITTED,REPEATABLE-READ,SERIALIZABLE ' +
    'updatable_views_with_limit!=NO,YES ' +
    'use_stat_tables!=NEVER,COMPLEMENTARY,PREFERABLY,COMPLEMENTARY_FOR_QUERIES,PREFERABLY_FOR_QUERIES ' +
    'wsrep_certification_rules!=strict,optimized wsrep_debug!=NONE,SERVER,TRANSACTION,STREAMING,CLIENT ' +
    'wsrep_forced_binlog_format!=MIXED,STATEMENT,ROW,NONE wsrep_osu_method=TOI,RSU ' +
    'wsrep_reject_queries=NONE,ALL,ALL_KILL wsrep_trx_fragment_unit!=bytes,rows,statements',
  words:
    'aria_recover_options=NORMAL,BACKUP,FORCE,QUICK,OFF ' +
    'default_regex_flags!=DOTALL,DUPNAMES,EXTENDED,EXTENDED_MORE,EXTRA,MULTILINE,UNGREEDY ' +
    'log_disabled_statements!=slave,sp log_output!=NONE,FILE,TABLE ' +
    'log_slow_disabled_statements!=admin,call,slave,sp ' +
    'log_slow_filter!=admin,filesort,filesort_on_disk,filesort_priority_queue,full_join,full_scan,not_using_index,query_cache,query_cache_miss,tmp_table,tmp_table_on_disk ' +
    'log_slow_verbosity!=innodb,query_plan,explain,engine,warnings,full ' +
    'myisam_recover_options=DEFAULT,BACKUP,FORCE,QUICK,BACKUP_ALL,OFF ' +
    'new_mode!>=FIX_DISK_TMPTABLE_COSTS,FIX_INDEX_STATS_FOR_ALL_NULLS,FIX_INDEX_LOOKUP_COST ' +
    'note_verbosity!=basic,unusable_keys,explain ' +
    'old_mode!=NO_DUP_KEY_WARNINGS_WITH_IGNORE,NO_PROGRESS_INFO,ZERO_DATE_TIME_CAST,UTF8_IS_UTF8MB3,IGNORE_INDEX_ONLY_FOR_JOIN,COMPAT_5_1_CHECKSUM,NO_NULL_COLLATION_IDS,LOCK_ALTER_TABLE_COPY,OLD_FLUSH_STATUS,SESSION_USER_IS_USER ' +
    'slave_type_conversions!=ALL_LOSSY,ALL_NON_LOSSY ' +
    'sql_mode!=REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,IGNORE_BAD_TABLE_OPTIONS,ONLY_FULL_GROUP_BY,NO_UNSIGNED_SUBTRACTION,NO_DIR_IN_CREATE,POSTGRESQL,ORACLE,MSSQL,DB2,MAXDB,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,MYSQL323,MYSQL40,ANSI,NO_AUTO_VALUE_ON_ZERO,NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ALLOW_INVALID_DATES,ERROR_FOR_DIVISION_BY_ZERO,TRADITIONAL,NO_AUTO_CREATE_USER,HIGH_NOT_PRECEDENCE,NO_ENGINE_SUBSTITUTION,PAD_CHAR_TO_FULL_LENGTH,EMPTY_STRING_IS_NULL,SIMULTANEOUS_ASSIGNMENT,TIME_ROUND_FRACTIONAL ' +
    'tls_version!=TLSv1.0,TLSv1.1,TLSv1.2,TLSv1.3 ' +
    'wsrep_mode!=STRICT_REPLICATION,BINLOG_ROW_FORMAT_ONLY,REQUIRED_PRIMARY_KEY,REPLICATE_MYISAM,REPLICATE_ARIA,DISALLOW_LOCAL_GTID,BF_ABORT_MARIABACKUP',
  switches:
    'optimizer_switch!=index_merge,index_merge_union,index_merge_sort_union,index_merge_intersection,index_merge_sort_intersection,engine_condition_pushdown,index_condition_pushdown,derived_merge,derived_with_keys,firstmatch,loosescan,materialization,in_to_exists,semijoin,partial_match_rowid_merge,partial_match_table_scan,subquery_cache,mrr,mrr_cost_based,mrr_sort_keys,outer_join_with_cache,semijoin_with_cache,join_cache_incremental,join_cache_hashed,join_cache_bka,optimize_join_buffer_size,table_elimination,extended_keys,exists_to_in,orderby_uses_equalities,condition_pushdown_for_derived,split_materialized,condition_pushdown_for_subquery,rowid_filter,condition_pushdown_from_having,not_null_range_scan,hash_join_cardinality,cset_narrowing,sargable_casefold ' +
    'optimizer_trace!=enabled',
  text:
    'aria_log_dir_path! aria_pagecache_segments aria_recover basedir! bind_address! binlog_directory ' +
    'binlog_do_db! binlog_ignore_db! binlog_max_flush_queue_time binlog_order_commits ' +
    'binlog_row_event_fragment_threshold binlog_rows_query_log_events binlog_storage_engine ' +
    'caching_sha2_password_auto_generate_rsa_keys caching_sha2_password_digest_rounds ' +
    'caching_sha2_password_private_key_path caching_sha2_password_public_key_path character_set_client ' +
    'character_set_client_handshake character_set_collations!> character_set_filesystem! ' +
    'character_set_server! character_sets_dir! chroot! collation_server! console ' +
    'create_tmp_table_binlog_formats datadir! date_format! datetime_format! debug debug_exit_info ' +
    'debug_gdb debug_no_sync debug_sporadic_binlog_dump_fail default_authentication_plugin ' +
    'default_storage_engine! default_time_zone! default_tmp_storage_engine! des_key_file! ' +
    'end_markers_in_json enforce_storage_engine! external_locking feedback feedback_http_proxy! ' +
    'feedback_url! feedback_user_info! flashback ft_boolean_syntax! ft_stopword_file! gdb ' +
    'general_log_file! getopt_prefix_matching gtid_pos_auto_engines! ignore_db_dirs! init_connect! ' +
    'init_file! init_slave! innodb innodb_adaptive_max_sleep_delay ' +
    'innodb_background_scrub_data_check_interval innodb_background_scrub_data_compressed ' +
    'innodb_background_scrub_data_interval innodb_background_scrub_data_uncompressed ' +
    'innodb_binlog_state_interval innodb_buffer_page innodb_buffer_page_lru innodb_buffer_pool_filename! ' +
    'innodb_buffer_pool_instances innodb_buffer_pool_stats innodb_change_buffering! ' +
    'innodb_cmp_per_index_reset innodb_cmp_reset innodb_cmpmem innodb_cmpmem_reset ' +
    'innodb_commit_concurrency innodb_concurrency_tickets innodb_data_file_path! innodb_data_home_dir! ' +
    'innodb_defragment! innodb_defragment_fill_factor! innodb_defragment_fill_factor_n_recs! ' +
    'innodb_defragment_frequency! innodb_defragment_n_pages! innodb_defragment_stats_accuracy! ' +
    'innodb_doublewrite innodb_file_format innodb_force_load_corrupted innodb_ft_aux_table! ' +
    'innodb_ft_being_deleted innodb_ft_config innodb_ft_default_stopword innodb_ft_deleted ' +
    'innodb_ft_index_cache innodb_ft_index_table innodb_ft_server_stopword_table ' +
    'innodb_ft_user_stopword_table innodb_idle_flush_pct innodb_large_prefix ' +
    'innodb_lock_schedule_algorithm innodb_lock_waits innodb_locks innodb_locks_unsafe_for_binlog ' +
    'innodb_log_archive innodb_log_checksums innodb_log_compressed_pages innodb_log_files_in_group ' +
    'innodb_log_group_home_dir! innodb_log_optimize_ddl innodb_log_recovery_start ' +
    'innodb_log_recovery_target innodb_lru_flush_size innodb_metrics innodb_monitor_disable! ' +
    'innodb_monitor_enable! innodb_monitor_reset! innodb_monitor_reset_all! innodb_page_cleaners ' +
    'innodb_purge_rseg_truncate_frequency innodb_read_ahead innodb_replication_delay ' +
    'innodb_rollback_segments innodb_scrub_log innodb_scrub_log_speed innodb_stats_sample_pages ' +
    'innodb_sync_array_size innodb_sys_columns innodb_sys_fields innodb_sys_foreign ' +
    'innodb_sys_foreign_cols innodb_sys_indexes innodb_sys_tables innodb_sys_tablespaces ' +
    'innodb_sys_tablestats innodb_sys_virtual innodb_tablespace_size_warning_pct ' +
    'innodb_tablespace_size_warning_threshold innodb_tablespaces_encryption innodb_temp_data_file_path! ' +
    'innodb_thread_concurrency innodb_thread_sleep_delay innodb_tmpdir innodb_trx innodb_undo_directory! ' +
    'innodb_undo_logs language! lc_messages! lc_messages_dir! lc_time_names! log_basename! log_bin ' +
    'log_bin_index! log_bin_use_v1_row_events log_ddl_recovery! log_error log_isam log_short_format ' +
    'log_slow_max_query_length log_slow_query_file! log_tc! log_throttle_queries_not_using_indexes ' +
    'master_info_file! master_info_repository max_long_data_size max_open_cursors memlock ' +
    'metadata_locks_instances multi_range_count new old_style_user_limits ' +
    'optimizer_adjust_secondary_key_costs! optimizer_record_context partition ' +
    'performance_schema_instrument pid_file! plugin_dir! plugin_load! plugin_load_add! profiling ' +
    'proxy_protocol_networks! redirect_url!> relay_log! relay_log_index! relay_log_info_file! ' +
    'relay_log_info_repository replicate_do_db! replicate_do_table! replicate_ignore_db! ' +
    'replicate_ignore_table! replicate_rewrite_db! replicate_same_server_id replicate_wild_do_table! ' +
    'replicate_wild_ignore_table! report_host! report_password! report_user! rpl_stop_slave_timeout ' +
    'safe_user_create secure_file_priv! sequence server_id_bits session_track_system_variables! ' +
    'show_slave_auth_info silent_startup skip_slave_start slave_allow_batching slave_checkpoint_group ' +
    'slave_checkpoint_period slave_load_tmpdir! slave_pending_jobs_size_max slave_rows_search_algorithms ' +
    'slave_skip_errors! slave_transaction_retry_errors! slow_query_log_file! socket! ssl_ca! ssl_capath! ' +
    'ssl_cert! ssl_cipher! ssl_crl! ssl_crlpath! ssl_key! ssl_passphrase stack_trace symbolic_links ' +
    'sysdate_is_now temp_pool thread_concurrency thread_pool_groups thread_pool_queues thread_pool_stats ' +
    'thread_pool_waits time_format! timed_mutexes tmpdir! unix_socket user! user_variables ' +
    'validate_config wsrep_allowlist! wsrep_applier_retry_count wsrep_causal_reads ' +
    'wsrep_cluster_address! wsrep_cluster_name! wsrep_data_home_dir! wsrep_dbug_option! ' +
    'wsrep_load_data_splitting wsrep_new_cluster wsrep_node_address! wsrep_node_incoming_address! ' +
    'wsrep_node_name! wsrep_notify_cmd! wsrep_provider! wsrep_provider_options! wsrep_sr_store ' +
    'wsrep_sr_store wsrep_sst_auth! wsrep_sst_donor! wsrep_sst_method! wsrep_sst_receive_address! ' +
    'wsrep_start_position! wsrep_status_file!',
  bare: 'ansi bootstrap help safe_mode skip_host_cache verbose version',
};

/** Of MySQL 8 alone. https://mariadb.com/docs/release-notes/community-server/about/compatibility-and-differences */
export const foreignOptions =
  'activate_all_roles_on_login admin_address admin_port admin_ssl_ca admin_ssl_cert admin_ssl_key ' +
  'authentication_policy auto_generate_certs avoid_temporal_upgrade binlog_encryption ' +
  'binlog_error_action binlog_expire_logs_auto_purge binlog_group_commit_sync_delay ' +
  'binlog_group_commit_sync_no_delay_count binlog_gtid_simple_recovery ' +
  'binlog_rotate_encryption_master_key_at_startup binlog_row_value_options ' +
  'binlog_transaction_compression binlog_transaction_dependency_history_size ' +
  'binlog_transaction_dependency_tracking caching_sha2_password_proxy_users check_proxy_users ' +
  'connection_memory_chunk_size connection_memory_limit create_admin_listener_thread ' +
  'cte_max_recursion_depth default_collation_for_utf8mb4 default_table_encryption ' +
  'disabled_storage_engines dragnet_log_error_filter_rules early_plugin_load enforce_gtid_consistency ' +
  'explain_format generated_random_password_length group_replication_group_name gtid_executed ' +
  'gtid_executed_compression_period gtid_mode gtid_next gtid_owned gtid_purged have_openssl ' +
  'have_statement_timeout histogram_generation_max_mem_size immediate_server_version ' +
  'information_schema_stats_expiry innodb_ddl_buffer_size innodb_ddl_threads innodb_dedicated_server ' +
  'innodb_directories innodb_doublewrite_dir innodb_doublewrite_files innodb_extend_and_initialize ' +
  'innodb_log_wait_for_flush_spin_hwm innodb_log_writer_threads innodb_parallel_read_threads ' +
  'innodb_print_ddl_logs innodb_print_lock_wait_timeout_info innodb_redo_log_capacity ' +
  'innodb_redo_log_encrypt innodb_segment_reserve_factor innodb_spin_wait_pause_multiplier ' +
  'innodb_undo_log_encrypt innodb_use_fdatasync innodb_validate_tablespace_paths ' +
  'internal_tmp_disk_storage_engine internal_tmp_mem_storage_engine keyring_file_data keyring_operations ' +
  'last_gtid local_service log_error_services log_error_verbosity log_replica_updates ' +
  'log_slow_replica_statements log_statements_unsafe_for_binlog log_timestamps mandatory_roles ' +
  'max_execution_time max_points_in_geometry mysql_native_password_proxy_users mysqlx ' +
  'mysqlx_bind_address mysqlx_port mysqlx_socket ngram_token_size offline_mode original_commit_timestamp ' +
  'parser_max_mem_size partial_revokes password_history password_reuse_interval ' +
  'print_identified_with_as_hex protocol_compression_algorithms range_optimizer_max_mem_size ' +
  'rbr_exec_mode regexp_time_limit replica_net_timeout replica_parallel_type replica_parallel_workers ' +
  'replica_preserve_commit_order replica_skip_errors require_row_format result_metadata rpl_read_size ' +
  'schema_definition_cache select_into_buffer_size server_uuid session_track_gtids ' +
  'sha256_password_proxy_users show_create_table_verbosity show_old_temporals skip_replica_start ' +
  'slave_parallel_type slave_preserve_commit_order source_verify_checksum ' +
  'sql_generate_invisible_primary_key sql_require_primary_key ssl_fips_mode ssl_session_cache_mode ' +
  'stored_program_definition_cache super_read_only sync_source_info tablespace_definition_cache ' +
  'temptable_max_mmap temptable_max_ram temptable_use_mmap terminology_use_previous tls_ciphersuites ' +
  'transaction_allow_batching transaction_write_set_extraction validate_password version_compile_zlib ' +
  'windowing_high_use_precision xa_detach_on_prepare';

/** Of clients alone. */
export const clientOptions =
  'auto_rehash connect_expired_password database default_character_set i_am_a_dummy no_auto_rehash pager ' +
  'password prompt quick safe_updates ssl_verify_server_cert tee';

/** Variables that are no options. */
export const statementVariables =
  'character_set_connection character_set_database character_set_results character_set_system ' +
  'check_constraint_checks collation_connection collation_database default_master_connection error_count ' +
  'external_user foreign_key_checks identity insert_id large_page_size last_insert_id log_bin_basename ' +
  'lower_case_file_system protocol_version pseudo_slave_mode pseudo_thread_id relay_log_basename ' +
  'server_uid skip_parallel_replication skip_replication sql_auto_is_null sql_big_selects ' +
  'sql_buffer_result sql_if_exists sql_log_bin sql_log_off sql_notes sql_quote_show_create ' +
  'sql_select_limit sql_slave_skip_counter sql_warnings storage_engine system_time_zone time_zone ' +
  'timestamp tx_isolation tx_read_only unique_checks version_comment warning_count';

/** Of releases before 10.11, and of XtraDB. */
export const goneOptions =
  'default_table_type engine_condition_pushdown innodb_adaptive_checkpoint ' +
  'innodb_adaptive_flushing_method innodb_adaptive_hash_index_partitions innodb_additional_mem_pool_size ' +
  'innodb_api_bk_commit_interval innodb_api_enable_binlog innodb_api_enable_mdl innodb_api_trx_level ' +
  'innodb_auto_lru_dump innodb_buffer_pool_populate innodb_checksums innodb_cleaner_lsn_age_factor ' +
  'innodb_corrupt_table_action innodb_disallow_writes innodb_doublewrite_file ' +
  'innodb_empty_free_list_algorithm innodb_enable_unsafe_group_commit innodb_extra_undoslots ' +
  'innodb_fake_changes innodb_fast_checksum innodb_file_format_check innodb_file_format_max ' +
  'innodb_flush_neighbor_pages innodb_foreground_preflush innodb_ibuf_accel_rate ' +
  'innodb_ibuf_active_contract innodb_ibuf_max_size innodb_import_table_from_xtrabackup ' +
  'innodb_kill_idle_transaction innodb_lazy_drop_table innodb_log_arch_dir innodb_log_block_size ' +
  'innodb_log_checksum_algorithm innodb_mirrored_log_groups innodb_mtflush_threads innodb_safe_truncate ' +
  'innodb_sched_priority_cleaner innodb_scrub_log_interval innodb_show_locks_held ' +
  'innodb_stats_auto_update innodb_stats_update_need_lock innodb_support_xa innodb_track_changed_pages ' +
  'innodb_use_fallocate innodb_use_mtflush innodb_use_purge_thread innodb_use_stacktrace ' +
  'innodb_use_sys_malloc innodb_use_sys_stats_table innodb_use_trim log_slow_queries ' +
  'max_insert_delayed_threads rpl_recovery_rank safe_show_database shutdown_wait_for_slaves ' +
  'sql_big_tables sql_log_update sql_low_priority_updates sql_max_join_size table_lock_wait_timeout ' +
  'table_type wsrep_replicate_myisam wsrep_strict_ddl';

/** What names of the options of plugins begin with that a server may load. */
export const pluginPrefixes =
  'archive audit_log auth_ed25519 aws_key_management blackhole cassandra columnstore connect ' +
  'cracklib_password_check disks ed25519 example federated federatedx file_key_management gssapi ' +
  'handlersocket hashicorp_key_management infinidb keyring locales maxscale metadata_lock_info mroonga ' +
  'mysql_firewall oqgraph pam parsec password_reuse_check provider_bzip2 provider_lz4 provider_lzma ' +
  'provider_lzo provider_snappy query_cache_info query_response_time rocksdb s3 sequence server_audit ' +
  'server_audit2 simple_password_check sphinx spider sql_errlog sql_error_log test_sql_discovery ' +
  'thread_pool_extra tokudb type_inet type_mysql_json type_uuid vector wsrep_info';
