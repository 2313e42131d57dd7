/**
 * Values that azurerm 4.55.0 plans where a configuration is silent, from the schema of each resource (its documentation says "Defaults to").
 * A line under a type is `attribute attribute ... = JSON value`; the path of an attribute goes through blocks.
 */
export const WORKLOAD_DEFAULTS = `
azurerm_api_management
  client_certificate_enabled gateway_disabled = false
  security.tls_ecdhe_ecdsa_with_aes128_cbc_sha_ciphers_enabled = false
  security.tls_ecdhe_ecdsa_with_aes256_cbc_sha_ciphers_enabled = false
  security.tls_ecdhe_rsa_with_aes128_cbc_sha_ciphers_enabled = false
  security.tls_ecdhe_rsa_with_aes256_cbc_sha_ciphers_enabled = false
  security.tls_rsa_with_aes128_cbc_sha256_ciphers_enabled = false
  security.tls_rsa_with_aes128_cbc_sha_ciphers_enabled = false
  security.tls_rsa_with_aes128_gcm_sha256_ciphers_enabled = false
  security.tls_rsa_with_aes256_cbc_sha256_ciphers_enabled = false
  security.tls_rsa_with_aes256_cbc_sha_ciphers_enabled = false
  security.tls_rsa_with_aes256_gcm_sha384_ciphers_enabled delegation.user_registration_enabled = false
  virtual_network_type = "None"
  public_network_access_enabled = true
azurerm_api_management_api
  subscription_required = true
azurerm_api_management_backend
  circuit_breaker_rule.accept_retry_after_enabled = false
azurerm_api_management_named_value
  secret = false
azurerm_api_management_product
  subscription_required = true
azurerm_app_service_connection
  client_type = "none"
azurerm_bot_service_azure_bot
  icon_url = "https://docs.botframework.com/static/devportal/client/images/bot-framework-default.png"
  local_authentication_enabled public_network_access_enabled = true
  streaming_endpoint_enabled = false
azurerm_container_app
  template.termination_grace_period_seconds template.container.readiness_probe.initial_delay = 0
  template.container.startup_probe.initial_delay = 0
  template.container.readiness_probe.timeout template.container.startup_probe.timeout = 1
  template.container.readiness_probe.failure_count_threshold = 3
  template.container.startup_probe.failure_count_threshold = 3
  template.container.readiness_probe.interval_seconds = 10
  template.container.startup_probe.interval_seconds = 10
  template.polling_interval_in_seconds = 30
  template.cooldown_period_in_seconds = 300
  dapr.app_protocol = "http"
  ingress.allow_insecure_connections ingress.traffic_weight.latest_revision = false
azurerm_container_app_environment_dapr_component
  ignore_errors = false
  init_timeout = "5s"
azurerm_container_app_job
  manual_trigger_config.parallelism manual_trigger_config.replica_completion_count = 1
azurerm_container_group
  dns_name_label_reuse_policy = "Unsecure"
  sku = "Standard"
  container.ports.protocol = "TCP"
  ip_address_type = "Public"
  restart_policy = "Always"
  container.volume.empty_dir container.volume.read_only init_container.volume.read_only = false
azurerm_container_registry
  admin_enabled georeplications.zone_redundancy_enabled trust_policy_enabled zone_redundancy_enabled = false
  network_rule_bypass_option = "AzureServices"
  public_network_access_enabled export_policy_enabled = true
azurerm_cosmosdb_account
  access_key_metadata_writes_enabled public_network_access_enabled = true
  analytical_storage_enabled automatic_failover_enabled burst_capacity_enabled free_tier_enabled = false
  geo_location.zone_redundant is_virtual_network_filter_enabled local_authentication_disabled = false
  multiple_write_locations_enabled network_acl_bypass_for_azure_services partition_merge_enabled = false
  virtual_network_rule.ignore_missing_vnet_service_endpoint = false
  default_identity_type = "FirstPartyIdentity"
  kind = "GlobalDocumentDB"
  minimal_tls_version = "Tls12"
azurerm_data_factory
  public_network_enabled = true
azurerm_data_factory_linked_service_azure_blob_storage
  use_managed_identity = false
azurerm_function_app_flex_consumption
  maximum_instance_count = 100
  instance_memory_in_mb = 2048
  client_certificate_enabled https_only site_config.container_registry_use_managed_identity = false
  site_config.http2_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.use_32_bit_worker = false
  site_config.vnet_route_all_enabled site_config.cors.support_credentials = false
  site_config.websockets_enabled = false
  client_certificate_mode = "Optional"
  public_network_access_enabled webdeploy_publish_basic_authentication_enabled enabled = true
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.ip_restriction.action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_function_app_function
  enabled = true
azurerm_linux_function_app
  daily_memory_time_quota = 0
  builtin_logging_enabled enabled ftp_publish_basic_authentication_enabled = true
  public_network_access_enabled webdeploy_publish_basic_authentication_enabled = true
  client_certificate_enabled https_only site_config.container_registry_use_managed_identity = false
  site_config.http2_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.use_32_bit_worker = false
  site_config.vnet_route_all_enabled site_config.websockets_enabled = false
  virtual_network_backup_restore_enabled vnet_image_pull_enabled = false
  site_config.application_stack.use_dotnet_isolated_runtime content_share_force_disabled = false
  storage_uses_managed_identity = false
  client_certificate_mode = "Optional"
  functions_extension_version = "~4"
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_linux_function_app_slot
  daily_memory_time_quota site_config.health_check_eviction_time_in_min = 0
  auth_settings.token_refresh_extension_hours = 72
  auth_settings.token_store_enabled client_certificate_enabled content_share_force_disabled = false
  https_only site_config.application_stack.use_dotnet_isolated_runtime = false
  site_config.container_registry_use_managed_identity site_config.http2_enabled = false
  site_config.remote_debugging_enabled site_config.scm_use_main_ip_restriction = false
  site_config.use_32_bit_worker site_config.vnet_route_all_enabled site_config.websockets_enabled = false
  storage_uses_managed_identity virtual_network_backup_restore_enabled vnet_image_pull_enabled = false
  client_certificate_mode = "Optional"
  functions_extension_version = "~4"
  public_network_access_enabled = true
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_linux_web_app
  site_config.auto_heal_setting.trigger.status_code.sub_status = 0
  site_config.auto_heal_setting.trigger.status_code.win32_status_code = 0
  backup.schedule.retention_period_days = 30
  auth_settings_v2.login.token_refresh_extension_time = 72
  site_config.ip_restriction.priority = 65000
  client_affinity_enabled client_certificate_enabled https_only = false
  site_config.container_registry_use_managed_identity site_config.http2_enabled = false
  site_config.local_mysql_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.websockets_enabled = false
  virtual_network_backup_restore_enabled auth_settings_v2.login.preserve_url_fragments_for_logins = false
  auth_settings_v2.login.token_store_enabled site_config.vnet_route_all_enabled = false
  vnet_image_pull_enabled site_config.cors.support_credentials = false
  backup.schedule.keep_at_least_one_backup = false
  client_certificate_mode = "Required"
  enabled ftp_publish_basic_authentication_enabled public_network_access_enabled = true
  site_config.always_on site_config.use_32_bit_worker webdeploy_publish_basic_authentication_enabled = true
  auth_settings_v2.login.validate_nonce auth_settings_v2.require_https = true
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.ip_restriction.action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
  auth_settings_v2.forward_proxy_convention = "NoProxy"
  auth_settings_v2.http_route_api_prefix = "/.auth"
  auth_settings_v2.login.cookie_expiration_convention = "FixedTime"
  auth_settings_v2.login.cookie_expiration_time = "08:00:00"
  auth_settings_v2.login.nonce_expiration_time = "00:05:00"
  auth_settings_v2.runtime_version = "~1"
  site_config.auto_heal_setting.trigger.status_code.path = "/api"
azurerm_linux_web_app_slot
  client_affinity_enabled client_certificate_enabled https_only = false
  site_config.container_registry_use_managed_identity site_config.http2_enabled = false
  site_config.local_mysql_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.vnet_route_all_enabled = false
  site_config.websockets_enabled virtual_network_backup_restore_enabled vnet_image_pull_enabled = false
  client_certificate_mode = "Required"
  enabled ftp_publish_basic_authentication_enabled public_network_access_enabled = true
  site_config.always_on site_config.use_32_bit_worker webdeploy_publish_basic_authentication_enabled = true
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_logic_app_standard
  bundle_version = "[1.*, 2.0.0)"
  enabled ftp_publish_basic_authentication_enabled scm_publish_basic_authentication_enabled = true
  use_extension_bundle = true
  https_only = false
  version = "~4"
azurerm_logic_app_workflow
  workflow_schema = "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#"
  workflow_version = "1.0.0.0"
  enabled = true
azurerm_machine_learning_workspace
  kind = "Default"
  managed_network.provision_on_creation_enabled service_side_encryption_enabled = false
  v1_legacy_mode_enabled serverless_compute.public_ip_enabled = false
  sku_name = "Basic"
  public_network_access_enabled = true
azurerm_signalr_service
  serverless_connection_timeout_in_seconds = 30
  connectivity_logs_enabled http_request_logs_enabled live_trace_enabled messaging_logs_enabled = false
  tls_client_cert_enabled = false
  live_trace.connectivity_logs_enabled live_trace.http_request_logs_enabled = true
  live_trace.messaging_logs_enabled aad_auth_enabled local_auth_enabled = true
  public_network_access_enabled = true
  upstream_endpoint.user_assigned_identity_id = "66666666-6666-6666-6666-666666666666"
  service_mode = "Default"
azurerm_synapse_workspace
  azuread_authentication_only = false
  public_network_access_enabled = true
azurerm_web_pubsub_hub
  anonymous_connections_enabled = false
azurerm_windows_function_app
  daily_memory_time_quota = 0
  builtin_logging_enabled enabled ftp_publish_basic_authentication_enabled = true
  public_network_access_enabled site_config.use_32_bit_worker = true
  webdeploy_publish_basic_authentication_enabled = true
  client_certificate_enabled content_share_force_disabled site_config.http2_enabled = false
  site_config.remote_debugging_enabled site_config.scm_use_main_ip_restriction = false
  site_config.vnet_route_all_enabled site_config.websockets_enabled storage_uses_managed_identity = false
  virtual_network_backup_restore_enabled vnet_image_pull_enabled = false
  client_certificate_mode = "Optional"
  functions_extension_version = "~4"
  site_config.application_stack.dotnet_version = "v4.0"
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_windows_function_app_slot
  daily_memory_time_quota site_config.health_check_eviction_time_in_min = 0
  builtin_logging_enabled enabled ftp_publish_basic_authentication_enabled = true
  public_network_access_enabled site_config.use_32_bit_worker = true
  webdeploy_publish_basic_authentication_enabled = true
  client_certificate_enabled content_share_force_disabled site_config.http2_enabled = false
  site_config.remote_debugging_enabled site_config.scm_use_main_ip_restriction = false
  site_config.vnet_route_all_enabled site_config.websockets_enabled = false
  virtual_network_backup_restore_enabled vnet_image_pull_enabled https_only = false
  storage_uses_managed_identity = false
  client_certificate_mode = "Optional"
  functions_extension_version = "~4"
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_windows_web_app
  client_affinity_enabled client_certificate_enabled https_only site_config.application_stack.python = false
  site_config.container_registry_use_managed_identity site_config.http2_enabled = false
  site_config.local_mysql_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.vnet_route_all_enabled = false
  site_config.websockets_enabled virtual_network_backup_restore_enabled logs.detailed_error_messages = false
  logs.failed_request_tracing = false
  client_certificate_mode = "Required"
  enabled ftp_publish_basic_authentication_enabled public_network_access_enabled = true
  site_config.always_on site_config.use_32_bit_worker webdeploy_publish_basic_authentication_enabled = true
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
azurerm_windows_web_app_slot
  client_affinity_enabled client_certificate_enabled site_config.application_stack.python = false
  site_config.container_registry_use_managed_identity site_config.http2_enabled = false
  site_config.local_mysql_enabled site_config.remote_debugging_enabled = false
  site_config.scm_use_main_ip_restriction site_config.vnet_route_all_enabled = false
  site_config.websockets_enabled virtual_network_backup_restore_enabled = false
  client_certificate_mode = "Required"
  enabled ftp_publish_basic_authentication_enabled public_network_access_enabled = true
  site_config.always_on webdeploy_publish_basic_authentication_enabled = true
  site_config.ftps_state = "Disabled"
  site_config.ip_restriction_default_action site_config.scm_ip_restriction_default_action = "Allow"
  site_config.load_balancing_mode = "LeastRequests"
  site_config.managed_pipeline_mode = "Integrated"
  site_config.minimum_tls_version site_config.scm_minimum_tls_version = "1.2"
`;
