# The same application as template.yaml, in Terraform.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "stage" {
  type    = string
  default = "dev"
}

variable "account_id" {
  type    = string
  default = "111122223333"
}

locals {
  subnets         = ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"]
  security_groups = ["sg-0c3d4e5f607182930"]

  signing  = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0f1e2d3c4b5a69788"
  boundary = "arn:aws:iam::${var.account_id}:policy/workload-boundary"
  layers   = ["arn:aws:lambda:eu-west-1:111122223333:layer:observability:${var.stage == "prod" ? 12 : 13}"]
}

# For the stacks of the partners, which name it by this stack's output.
resource "aws_lambda_code_signing_config" "partner_signing" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/ReleaseTeam/9k3Fq2WcXb"]
  }

  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

output "partner_signing_arn" {
  value = aws_lambda_code_signing_config.partner_signing.arn
}

resource "aws_dynamodb_table" "claims" {
  name         = "claims"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }

  tags = {
    backup = "daily"
  }
}

resource "aws_s3_bucket" "evidence" {}

resource "aws_s3_bucket_policy" "evidence" {
  bucket = aws_s3_bucket.evidence.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.tls_only, { Action = "s3:*" })]
  })
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = { payments = aws_sqs_queue.payments.id, failed = aws_sqs_queue.failed.id }

  queue_url = each.value
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.tls_only, { Action = "sqs:*" })]
  })
}

locals {
  tls_only = {
    Effect    = "Deny"
    Principal = "*"
    Resource  = "*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
}

resource "aws_sqs_queue" "payments" {
  visibility_timeout_seconds = 60
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "failed" {
  message_retention_seconds = 1209600
}

resource "aws_cloudwatch_log_group" "logs" {
  name              = "claims"
  retention_in_days = 90
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_cloudwatch_log_group" "access_logs" {
  name              = "claims-access"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
