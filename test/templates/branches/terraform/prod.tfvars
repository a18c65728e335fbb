stage               = "prod"
route_auth          = "AWS_IAM"
audit_layer_version = 11
shared_role_arn     = ""
