# What the rest of the booking desk stands on.
variable "boundary_arn" {
  type = string
}

variable "admin_boundary_arn" {
  type = string
}

variable "user_pool_arn" {
  type = string
}

resource "aws_lambda_code_signing_config" "signing_config" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:111122223333:/signing-profiles/ReleaseTeam/Yq2Wc4Xb7M"]
  }

  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

locals {
  lambda_may_assume = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
      ]
    }
  JSON
}

resource "aws_iam_role" "worker_role" {
  permissions_boundary = var.boundary_arn
  assume_role_policy   = local.lambda_may_assume
}

resource "aws_iam_role_policy" "worker_role" {
  role   = aws_iam_role.worker_role.id
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "${aws_dynamodb_table.table.arn}" }
      ]
    }
  JSON
}

# For support staff, who look things up by hand.
resource "aws_iam_role" "support_role" {
  permissions_boundary = var.admin_boundary_arn
  assume_role_policy   = local.lambda_may_assume
}

resource "aws_dynamodb_table" "table" {
  name         = "bookings"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_api_gateway_rest_api" "api" {
  name = "bookings"
}

resource "aws_api_gateway_authorizer" "members" {
  name            = "members"
  rest_api_id     = aws_api_gateway_rest_api.api.id
  type            = "COGNITO_USER_POOLS"
  identity_source = "method.request.header.Authorization"
  provider_arns   = [var.user_pool_arn]
}

output "worker_role_arn" {
  value = aws_iam_role.worker_role.arn
}

output "api_id" {
  value = aws_api_gateway_rest_api.api.id
}

output "root_resource_id" {
  value = aws_api_gateway_rest_api.api.root_resource_id
}

output "authorizer_id" {
  value = aws_api_gateway_authorizer.members.id
}

output "signing_config_arn" {
  value = aws_lambda_code_signing_config.signing_config.arn
}
