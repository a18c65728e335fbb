resource "aws_apigatewayv2_api" "claims" {
  name          = "claims"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "login" {
  api_id           = aws_apigatewayv2_api.claims.id
  name             = "login"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["claims"]
  }
}

resource "aws_apigatewayv2_stage" "claims" {
  api_id      = aws_apigatewayv2_api.claims.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access_logs.arn
    format = jsonencode({
      requestId = "$context.requestId"
      ip        = "$context.identity.sourceIp"
      route     = "$context.routeKey"
      status    = "$context.status"
    })
  }

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}

locals {
  claims_routes = {
    "POST /claims"     = aws_lambda_alias.live["submit_claim"].invoke_arn
    "GET /claims/{id}" = aws_lambda_alias.live["read_claim"].invoke_arn
  }
}

resource "aws_apigatewayv2_integration" "claims" {
  for_each = local.claims_routes

  api_id                 = aws_apigatewayv2_api.claims.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "claims" {
  for_each = local.claims_routes

  api_id               = aws_apigatewayv2_api.claims.id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.claims[each.key].id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.login.id
  authorization_scopes = ["claims"]
}

resource "aws_api_gateway_rest_api" "back_office" {
  name = "back-office"
}

resource "aws_api_gateway_authorizer" "gatekeeper" {
  rest_api_id    = aws_api_gateway_rest_api.back_office.id
  name           = "gatekeeper"
  authorizer_uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:gatekeeper:live/invocations"
}

resource "aws_api_gateway_resource" "claims" {
  rest_api_id = aws_api_gateway_rest_api.back_office.id
  parent_id   = aws_api_gateway_rest_api.back_office.root_resource_id
  path_part   = "claims"
}

resource "aws_api_gateway_resource" "claim" {
  rest_api_id = aws_api_gateway_rest_api.back_office.id
  parent_id   = aws_api_gateway_resource.claims.id
  path_part   = "{id}"
}

resource "aws_api_gateway_method" "get_claim" {
  rest_api_id   = aws_api_gateway_rest_api.back_office.id
  resource_id   = aws_api_gateway_resource.claim.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.gatekeeper.id
}

resource "aws_api_gateway_method" "claim_options" {
  rest_api_id   = aws_api_gateway_rest_api.back_office.id
  resource_id   = aws_api_gateway_resource.claim.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_resource" "health" {
  rest_api_id = aws_api_gateway_rest_api.back_office.id
  parent_id   = aws_api_gateway_rest_api.back_office.root_resource_id
  path_part   = "health"
}

resource "aws_api_gateway_method" "health" {
  rest_api_id   = aws_api_gateway_rest_api.back_office.id
  resource_id   = aws_api_gateway_resource.health.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_deployment" "back_office" {
  rest_api_id = aws_api_gateway_rest_api.back_office.id
}

resource "aws_api_gateway_stage" "back_office" {
  rest_api_id   = aws_api_gateway_rest_api.back_office.id
  deployment_id = aws_api_gateway_deployment.back_office.id
  stage_name    = var.stage

  xray_tracing_enabled  = true
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access_logs.arn
    format = jsonencode({
      requestId = "$context.requestId"
      ip        = "$context.identity.sourceIp"
      path      = "$context.resourcePath"
      status    = "$context.status"
    })
  }
}

resource "aws_api_gateway_method_settings" "back_office" {
  rest_api_id = aws_api_gateway_rest_api.back_office.id
  stage_name  = aws_api_gateway_stage.back_office.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 50
    throttling_burst_limit = 100
    logging_level          = "ERROR"
    caching_enabled        = true
    cache_data_encrypted   = true
  }
}

resource "aws_wafv2_web_acl_association" "back_office" {
  resource_arn = aws_api_gateway_stage.back_office.arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/company/5f0c2f0e-8d4b-4c1e-9b43-1d2f3a4b5c6d"
}
