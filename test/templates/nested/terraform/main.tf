# The same application as template.yaml, in Terraform: its nested stacks are modules.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "tracing_layer_arn" {
  type    = string
  default = "arn:aws:lambda:eu-central-1:111122223333:layer:tracing:4"
}

variable "boundary_arn" {
  type    = string
  default = "arn:aws:iam::111122223333:policy/workload-boundary"
}

module "platform" {
  source = "./platform"

  boundary_arn       = var.boundary_arn
  admin_boundary_arn = "arn:aws:iam::111122223333:policy/admins"
  user_pool_arn      = "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Ab12Cd34E"
}

module "bookings" {
  source = "./bookings"

  layer_arns         = [var.tracing_layer_arn, "arn:aws:lambda:eu-central-1:111122223333:layer:pdf:2"]
  role_arn           = module.platform.worker_role_arn
  api_id             = module.platform.api_id
  root_resource_id   = module.platform.root_resource_id
  authorizer_id      = module.platform.authorizer_id
  signing_config_arn = module.platform.signing_config_arn
}

# Lives in the root, with a role of a module.
resource "aws_lambda_function" "reminders" {
  function_name           = "reminders"
  s3_bucket               = "bookings-code"
  s3_key                  = "reminders.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = module.platform.worker_role_arn
  code_signing_config_arn = module.platform.signing_config_arn
  layers                  = [var.tracing_layer_arn]
}

resource "aws_cloudwatch_event_rule" "hourly" {
  schedule_expression = "rate(1 hour)"
}

resource "aws_cloudwatch_event_target" "hourly" {
  rule = aws_cloudwatch_event_rule.hourly.name
  arn  = aws_lambda_function.reminders.arn
}
