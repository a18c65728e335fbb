# The same application as template.yaml, in Terraform: what is a condition there is decided by the variables here.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "stage" {
  type = string
}

variable "route_auth" {
  type = string
}

variable "audit_layer_version" {
  type = number
}

variable "boundary_name" {
  type    = string
  default = "boundaries/reports"
}

variable "shared_role_arn" {
  type    = string
  default = ""
}

variable "account_id" {
  type    = string
  default = "111122223333"
}

locals {
  is_prod         = var.stage == "prod"
  is_dev          = var.stage == "dev"
  is_tested       = local.is_prod || var.stage == "test"
  has_shared_role = var.shared_role_arn != ""
  keeps_history   = local.is_prod && !local.has_shared_role

  audit    = "arn:aws:lambda:eu-west-1:111122223333:layer:audit:${var.audit_layer_version}"
  boundary = "arn:aws:iam::${var.account_id}:policy/${var.boundary_name}"
  signing  = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0a1b2c3d4e5f60718"
}
