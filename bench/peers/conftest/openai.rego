# Five of the rules that aoai-guard has, as far as they can be written for conftest over `terraform show -json`: they read one resource at a time,
# take what is unknown for absent, and follow no reference. What the benchmark compares with.
package main

import rego.v1

written := [change |
	some change in input.resource_changes
	some action in change.change.actions
	action in {"create", "update"}
]

accounts := [change |
	some change in written
	change.type == "azurerm_cognitive_account"
	change.change.after.kind in {"OpenAI", "AIServices"}
]

deployments := [change |
	some change in written
	change.type == "azurerm_cognitive_deployment"
]

deny contains message if {
	some account in accounts
	account.change.after.local_auth_enabled != false
	message := sprintf("%s: local authentication is on", [account.address])
}

deny contains message if {
	some account in accounts
	account.change.after.public_network_access_enabled != false
	message := sprintf("%s: public network access is on", [account.address])
}

required_tags := {
	"aoai-operator",
	"aoai-on-behalf-of",
	"aoai-use-case",
	"aoai-camera-source",
	"aoai-camera-environment",
	"aoai-camera-processing",
	"aoai-owner",
}

deny contains message if {
	some account in accounts
	tags := object.get(account.change.after, "tags", {})
	some tag in required_tags
	object.get(tags, tag, "") == ""
	message := sprintf("%s: the tag %s is missing", [account.address, tag])
}

deny contains message if {
	some deployment in deployments
	not deployment.change.after.rai_policy_name
	message := sprintf("%s: no content filter", [deployment.address])
}

mobile_camera_models := {"gpt-4-vision-preview", "gpt-4o-realtime-preview"}

deny contains message if {
	some deployment in deployments
	some model in deployment.change.after.model
	model.name in mobile_camera_models
	message := sprintf("%s: the model %s", [deployment.address, model.name])
}
