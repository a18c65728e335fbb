stage               = "test"
route_auth          = "AWS_IAM"
audit_layer_version = 10
shared_role_arn     = "arn:aws:iam::111122223333:role/shared"
