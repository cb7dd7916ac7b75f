/**
 * Fields that the operator hands to the API as environment variables of the same name in capitals.
 * https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_types.go#L97
 */
const types: Readonly<Record<string, 'text' | 'number' | 'boolean'>> = {
  db_host: 'text',
  db_port: 'number',
  db_name: 'text',
  db_sslmode: 'text',
  db_sslrootcert: 'text',
  db_enable_auto_migration: 'boolean',
  server_port: 'number',
  prometheus_port: 'number',
  prometheus_histogram: 'boolean',
  log_level: 'text',
  logs_api: 'boolean',
  logs_type: 'text',
  logs_buffer_size: 'number',
  logs_path: 'text',
  auth_disable: 'boolean',
  auth_impersonate: 'boolean',
  gcs_bucket_name: 'text',
  storage_emulator_host: 'text',
  logging_plugin_api_url: 'text',
  logging_plugin_proxy_path: 'text',
  logging_plugin_token_path: 'text',
  logging_plugin_namespace_key: 'text',
  logging_plugin_static_labels: 'text',
  logging_plugin_ca_cert: 'text',
  logging_plugin_tls_verification_disable: 'boolean',
  logging_plugin_forwarder_delay_duration: 'number',
  logging_plugin_query_limit: 'number',
  logging_plugin_query_params: 'text',
  logging_plugin_multipart_regex: 'text',
};

export interface SettingField {
  readonly field: string;
  readonly value: string | number | boolean;
}

/** The field, and its value, that says the same as a variable; `undefined`: there is none, or the text does not fit it. */
export function fieldOfVariable(variable: string, text: string): SettingField | undefined {
  const field = variable.toLowerCase();
  const type = variable === variable.toUpperCase() && Object.hasOwn(types, field) ? types[field] : undefined;
  if (type === 'text') return { field, value: text };
  if (type === 'number' && /^\d{1,9}$/.test(text)) return { field, value: Number(text) };
  if (type === 'boolean' && (text === 'true' || text === 'false')) return { field, value: text === 'true' };
  return undefined;
}
