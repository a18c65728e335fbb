# The same application as template.yaml, in Terraform.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "account_id" {
  type    = string
  default = "111122223333"
}

variable "stage" {
  type    = string
  default = "dev"
}

variable "code_bucket" {
  type    = string
  default = "orders-code"
}

locals {
  workload_boundary = "arn:aws:iam::${var.account_id}:policy/workload-boundary"
  observability     = "arn:aws:lambda:${var.region}:111122223333:layer:observability:14"
}

# Code signing: what every function of this stack trusts.
resource "aws_lambda_code_signing_config" "signing_config" {
  description = "Orders team"

  allowed_publishers {
    signing_profile_version_arns = [
      "arn:aws:signer:eu-west-1:111122223333:/signing-profiles/ReleaseTeam/9k3Fq2WcXb",
    ]
  }

  policies {
    untrusted_artifact_on_deployment = "Warn"
  }
}

resource "aws_sqs_queue" "charges" {
  name                       = "charges"
  visibility_timeout_seconds = 180
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_s3_bucket" "invoice_bucket" {}
