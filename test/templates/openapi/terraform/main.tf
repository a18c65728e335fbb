# The same application as Library.template.json, in Terraform: one document is an expression, the other a file.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# lambda-lint-disable-next-line role-boundary-required -- an aspect adds the boundary at deployment
resource "aws_iam_role" "search_service_role" {
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy_attachments_exclusive" "search_service_role" {
  role_name   = aws_iam_role.search_service_role.name
  policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
}

resource "aws_iam_role_policy" "search_service_role_default_policy" {
  role = aws_iam_role.search_service_role.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Action = ["es:ESHttpGet", "es:ESHttpPost"], Effect = "Allow", Resource = "*" },
      { Action = "logs:DescribeLogGroups", Effect = "Allow", Resource = "*" },
    ]
  })
}

resource "aws_lambda_function" "search" {
  function_name           = "search"
  s3_bucket               = "assets-111122223333-eu-west-1"
  s3_key                  = "5f0c.zip"
  handler                 = "index.handler"
  role                    = aws_iam_role.search_service_role.arn
  runtime                 = "nodejs22.x"
  code_signing_config_arn = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0f1e2d3c4b5a69788"
}

resource "aws_api_gateway_rest_api" "catalogue_api" {
  name = "catalogue"
  body = jsonencode({
    openapi  = "3.0.1"
    info     = { title = "catalogue", version = "1.0" }
    security = [{ Gatekeeper = [] }]
    paths = {
      "/books" = {
        get = {
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
        post = {
          security = [{ Gatekeeper = [] }]
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
        options = {
          security                          = []
          "x-amazon-apigateway-integration" = { type = "mock" }
        }
      }
      "/books/{isbn}" = {
        delete = {
          security = [{ api_key = [] }]
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
        put = {
          security = [{ OldGatekeeper = [], api_key = [] }]
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
        get = {
          security = []
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
      }
      "/internal/reindex" = {
        "x-amazon-apigateway-any-method" = {
          "x-amazon-apigateway-auth" = { type = "AWS_IAM" }
          "x-amazon-apigateway-integration" = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "search"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        api_key = { type = "apiKey", name = "x-api-key", in = "header" }
        Gatekeeper = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type           = "request"
            identitySource = "method.request.header.Authorization"
            authorizerUri  = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:gatekeeper:live/invocations"
          }
        }
        OldGatekeeper = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type          = "token"
            authorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:gatekeeper-v1/invocations"
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "loans_api" {
  name          = "loans"
  protocol_type = "HTTP"
  body          = file("${path.module}/loans.json")
}
