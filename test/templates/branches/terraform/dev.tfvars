stage               = "dev"
route_auth          = "NONE"
audit_layer_version = 9
shared_role_arn     = ""
