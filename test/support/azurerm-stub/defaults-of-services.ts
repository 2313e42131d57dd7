/**
 * Values that azurerm 4.55.0 plans where a configuration is silent, from the schema of each resource (its documentation says "Defaults to").
 * A line under a type is `attribute attribute ... = JSON value`; the path of an attribute goes through blocks.
 */
export const SERVICE_DEFAULTS = `
azurerm_ai_foundry
  public_network_access = "Enabled"
azurerm_ai_services
  outbound_network_access_restricted = false
  network_acls.virtual_network_rules.ignore_missing_vnet_service_endpoint = false
  public_network_access = "Enabled"
  local_authentication_enabled = true
  network_acls.bypass = "AzureServices"
azurerm_app_configuration
  soft_delete_retention_days = 7
  data_plane_proxy_authentication_mode = "Local"
  data_plane_proxy_private_link_delegation_enabled purge_protection_enabled = false
  local_auth_enabled = true
azurerm_application_insights
  retention_in_days = 90
  daily_data_cap_in_gb sampling_percentage = 100
  disable_ip_masking force_customer_storage_for_profiler local_authentication_disabled = false
  internet_ingestion_enabled internet_query_enabled = true
azurerm_automation_account
  local_authentication_enabled public_network_access_enabled = true
azurerm_cognitive_account
  local_auth_enabled public_network_access_enabled = true
  outbound_network_access_restricted project_management_enabled = false
  network_acls.virtual_network_rules.ignore_missing_vnet_service_endpoint = false
azurerm_cognitive_deployment
  sku.capacity = 1
  version_upgrade_option = "OnceNewDefaultVersionAvailable"
azurerm_eventgrid_event_subscription
  advanced_filtering_on_arrays_enabled = false
  event_delivery_schema = "EventGridSchema"
azurerm_eventgrid_namespace
  capacity topic_spaces_configuration.maximum_client_sessions_per_authentication_name = 1
  inbound_ip_rule.action = "Allow"
  public_network_access = "Enabled"
  sku = "Standard"
azurerm_eventgrid_system_topic_event_subscription
  advanced_filtering_on_arrays_enabled = false
  event_delivery_schema = "EventGridSchema"
azurerm_eventgrid_topic
  inbound_ip_rule.action = "Allow"
  local_auth_enabled public_network_access_enabled = true
  input_schema = "EventGridSchema"
azurerm_eventhub
  status = "Active"
azurerm_eventhub_namespace
  network_rulesets.ip_rule.action = "Allow"
  network_rulesets.public_network_access_enabled = true
  capacity = 1
  minimum_tls_version = "1.2"
  auto_inflate_enabled = false
  local_authentication_enabled public_network_access_enabled = true
azurerm_eventhub_namespace_authorization_rule
  listen manage = false
azurerm_iotcentral_application_network_rule_set
  apply_to_device = true
  default_action = "Deny"
azurerm_iothub
  endpoint.authentication_type = "keyBased"
  route.condition = "true"
  event_hub_retention_in_days = 1
  event_hub_partition_count = 4
  cloud_to_device.max_delivery_count file_upload.max_delivery_count = 10
  cloud_to_device.default_ttl file_upload.default_ttl file_upload.sas_ttl = "PT1H"
  fallback_route.condition = "true"
  fallback_route.source = "DeviceMessages"
  file_upload.authentication_type = "keyBased"
  file_upload.lock_duration = "PT1M"
  file_upload.notifications network_rule_set.apply_to_builtin_eventhub_endpoint = false
  local_authentication_enabled fallback_route.enabled = true
azurerm_iothub_dps
  linked_hub.allocation_weight = 1
  linked_hub.apply_allocation_policy = true
azurerm_iothub_endpoint_cosmosdb_account
  authentication_type = "keyBased"
azurerm_iothub_endpoint_eventhub
  authentication_type = "keyBased"
azurerm_iothub_endpoint_storage_container
  file_name_format = "{iothub}/{partition}/{YYYY}/{MM}/{DD}/{HH}/{mm}"
azurerm_iothub_fallback_route
  condition = "true"
  source = "DeviceMessages"
azurerm_iothub_shared_access_policy
  registry_read registry_write service_connect = false
azurerm_key_vault
  soft_delete_retention_days = 90
  public_network_access_enabled = true
azurerm_kusto_eventgrid_data_connection
  blob_storage_event_type = "Microsoft.Storage.BlobCreated"
  database_routing_type = "Single"
  skip_first_record = false
azurerm_kusto_eventhub_data_connection
  compression = "None"
  database_routing_type = "Single"
azurerm_kusto_iothub_data_connection
  database_routing_type = "Single"
azurerm_log_analytics_workspace
  allow_resource_only_permissions internet_ingestion_enabled internet_query_enabled = true
  daily_quota_gb = -1
azurerm_management_group_policy_assignment
  enforce = true
azurerm_monitor_diagnostic_setting
  metric.enabled = true
azurerm_policy_set_definition
  policy_definition_group.additional_metadata_resource_id = "/providers/Microsoft.PolicyInsights/policyMetadata/NIST_SP_800-53_R4_SC-7"
  policy_definition_group.category = "Security"
  policy_definition_group.description = "Network isolation"
  policy_definition_group.display_name = "Network"
azurerm_relay_hybrid_connection
  requires_client_authorization = true
azurerm_relay_hybrid_connection_authorization_rule
  manage send = false
azurerm_resource_deployment_script_azure_cli
  cleanup_preference = "Always"
  timeout = "P1D"
azurerm_resource_deployment_script_azure_power_shell
  timeout = "P1D"
  cleanup_preference = "Always"
azurerm_resource_policy_assignment
  enforce = true
azurerm_search_service
  partition_count replica_count = 1
  customer_managed_key_enforcement_enabled = false
  hosting_mode = "Default"
  local_authentication_enabled public_network_access_enabled = true
  network_rule_bypass_option = "None"
azurerm_service_plan
  per_site_scaling_enabled premium_plan_auto_scale_enabled = false
azurerm_servicebus_namespace
  premium_messaging_partitions capacity = 0
  local_auth_enabled public_network_access_enabled network_rule_set.public_network_access_enabled = true
  minimum_tls_version = "1.2"
  network_rule_set.default_action = "Allow"
  network_rule_set.trusted_services_allowed = false
azurerm_servicebus_queue
  max_delivery_count = 10
  batched_operations_enabled = true
  dead_lettering_on_message_expiration express_enabled partitioning_enabled = false
  requires_duplicate_detection requires_session = false
  duplicate_detection_history_time_window = "PT10M"
  lock_duration = "PT1M"
  status = "Active"
azurerm_servicebus_subscription
  auto_delete_on_idle default_message_ttl = "P10675199DT2H48M5.4775807S"
  dead_lettering_on_filter_evaluation_error = true
  lock_duration = "PT1M"
  client_scoped_subscription_enabled = false
  status = "Active"
azurerm_servicebus_topic
  auto_delete_on_idle default_message_ttl = "P10675199DT2H48M5.4775807S"
  duplicate_detection_history_time_window = "PT10M"
  status = "Active"
azurerm_storage_account
  blob_properties.delete_retention_policy.days = 7
  blob_properties.change_feed_enabled blob_properties.last_access_time_enabled = false
  blob_properties.versioning_enabled cross_tenant_replication_enabled = false
  default_to_oauth_authentication infrastructure_encryption_enabled is_hns_enabled nfsv3_enabled = false
  sftp_enabled = false
  dns_endpoint_type = "Standard"
  https_traffic_only_enabled local_user_enabled public_network_access_enabled = true
  shared_access_key_enabled allow_nested_items_to_be_public = true
  queue_encryption_key_type table_encryption_key_type = "Service"
  min_tls_version = "TLS1_2"
  azure_files_authentication.default_share_level_permission = "None"
  account_kind = "StorageV2"
azurerm_storage_container
  encryption_scope_override_enabled = true
azurerm_storage_container_immutability_policy
  locked = false
azurerm_storage_management_policy
  rule.actions.base_blob.delete_after_days_since_creation_greater_than = -1
  rule.actions.base_blob.delete_after_days_since_last_access_time_greater_than = -1
  rule.actions.base_blob.tier_to_archive_after_days_since_creation_greater_than = -1
  rule.actions.base_blob.tier_to_archive_after_days_since_last_access_time_greater_than = -1
  rule.actions.base_blob.tier_to_cold_after_days_since_creation_greater_than = -1
  rule.actions.base_blob.tier_to_cold_after_days_since_last_access_time_greater_than = -1
  rule.actions.base_blob.tier_to_cool_after_days_since_creation_greater_than = -1
  rule.actions.base_blob.tier_to_cool_after_days_since_last_access_time_greater_than = -1
  rule.actions.base_blob.delete_after_days_since_modification_greater_than = -1
  rule.actions.base_blob.tier_to_archive_after_days_since_last_tier_change_greater_than = -1
  rule.actions.base_blob.tier_to_archive_after_days_since_modification_greater_than = -1
  rule.actions.base_blob.tier_to_cold_after_days_since_modification_greater_than = -1
  rule.actions.base_blob.tier_to_cool_after_days_since_modification_greater_than = -1
  rule.filters.match_blob_index_tag.operation = "=="
azurerm_storage_share
  enabled_protocol = "SMB"
azurerm_stream_analytics_function_javascript_udf
  input.configuration_parameter = false
azurerm_stream_analytics_job
  events_out_of_order_max_delay_in_seconds = 0
  data_locale = "en-US"
  sku_name = "Standard"
  events_out_of_order_policy = "Adjust"
  output_error_policy = "Drop"
  type = "Cloud"
azurerm_stream_analytics_output_cosmosdb
  authentication_mode = "ConnectionString"
azurerm_stream_analytics_output_function
  batch_max_in_bytes = 262144
azurerm_stream_analytics_stream_input_blob
  authentication_mode = "ConnectionString"
azurerm_stream_analytics_stream_input_eventhub_v2
  authentication_mode = "ConnectionString"
azurerm_subnet
  default_outbound_access_enabled private_link_service_network_policies_enabled = true
  private_endpoint_network_policies = "Disabled"
azurerm_virtual_network
  subnet.default_outbound_access_enabled subnet.private_link_service_network_policies_enabled = true
  subnet.private_endpoint_network_policies = "Disabled"
  private_endpoint_vnet_policies = "Disabled"
`;
